import type { Json } from "#asl";
import { InvalidPath } from "../json-path/invalid-path.ts";
import { compileParsedPath } from "../json-path/compile-path.ts";
import { arrayFunctions } from "./array-functions.ts";
import { IntrinsicFailure } from "./intrinsic-failure.ts";
import type { IntrinsicFunctions } from "./intrinsic-functions.ts";
import type { IntrinsicScope } from "./intrinsic-scope.ts";
import { MissingArgument } from "./missing-argument.ts";
import { objectAndNumberFunctions } from "./object-and-number-functions.ts";
import { parseIntrinsic } from "./parse-intrinsic.ts";
import type { IntrinsicArgument, IntrinsicCall } from "./parse-intrinsic.ts";
import { textFunctions } from "./text-functions.ts";

const functions: ReadonlyMap<string, IntrinsicFunctions[string]> = new Map(
  Object.entries({ ...arrayFunctions, ...textFunctions, ...objectAndNumberFunctions }),
);

/** Gives the value of a call; throws `IntrinsicFailure`, or `MissingArgument` where a path finds nothing. */
export type Intrinsic = (scope: IntrinsicScope) => Json;

/** Whether a text is to be an intrinsic function rather than a path. */
export function isIntrinsic(source: string): boolean {
  return source.trimStart().startsWith("States.");
}

/** Parses and compiles a call; throws `InvalidPath`. */
export function compileIntrinsic(source: string): Intrinsic {
  return compileCall(parseIntrinsic(source));
}

function compileCall({ source, name, arguments: given }: IntrinsicCall): Intrinsic {
  const implementation = functions.get(name);
  if (implementation === undefined) throw new InvalidPath(`there is no function 'States.${name}'`);
  const args = given.map(compileArgument);
  return (scope) => {
    const values = args.map((argument) => argument(scope));
    try {
      return implementation(values, scope);
    } catch (error) {
      if (!(error instanceof IntrinsicFailure)) throw error;
      throw new IntrinsicFailure(`The function '${source}' had the following error: ${error.message}`);
    }
  };
}

function compileArgument(argument: IntrinsicArgument): Intrinsic {
  if (argument.kind === "literal") return () => argument.value;
  if (argument.kind === "call") return compileCall(argument);
  const path = compileParsedPath(argument.path);
  return (scope) => {
    const value = path.find(scope);
    if (value === undefined) throw new MissingArgument(path.source);
    return value;
  };
}
