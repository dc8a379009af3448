import { errorNames } from "#asl";
import type { Json } from "#asl";
import { compileIntrinsic, isIntrinsic } from "../intrinsics/compile-intrinsic.ts";
import { IntrinsicFailure } from "../intrinsics/intrinsic-failure.ts";
import type { IntrinsicScope } from "../intrinsics/intrinsic-scope.ts";
import { MissingArgument } from "../intrinsics/missing-argument.ts";
import { compilePath } from "../json-path/compile-path.ts";
import { InvalidPath } from "../json-path/invalid-path.ts";
import { JsonPathFailure } from "../json-path/json-path-failure.ts";

/** Gives a value; throws `JsonPathFailure`. */
export type Evaluate = (scope: IntrinsicScope) => Json;

/** Compiles a path or an intrinsic function; the field's name is for the words of its failures. Throws `InvalidPath`, in AWS's words. */
export function compileValue(source: string, field: string): Evaluate {
  try {
    return isIntrinsic(source) ? compileCall(source) : compileField(source, field);
  } catch (error) {
    if (!(error instanceof InvalidPath)) throw error;
    const words = `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`;
    throw new InvalidPath(words, { cause: error });
  }
}

function compileField(source: string, field: string): Evaluate {
  const path = compilePath(source);
  return (scope) => {
    const value = path.find(scope);
    if (value !== undefined) return value;
    throw new JsonPathFailure(
      `The JSONPath '${source}' specified for the field '${field}' could not be found in the input '${inputText(scope)}'`,
    );
  };
}

function compileCall(source: string): Evaluate {
  const call = compileIntrinsic(source);
  return (scope) => {
    try {
      return call(scope);
    } catch (error) {
      if (error instanceof IntrinsicFailure) throw new JsonPathFailure(error.message, errorNames.intrinsicFailure);
      if (!(error instanceof MissingArgument)) throw error;
      throw new JsonPathFailure(
        `The JsonPath argument for the field '${error.path}' could not be found in the input '${inputText(scope)}'`,
      );
    }
  };
}

function inputText({ document }: IntrinsicScope): string {
  return JSON.stringify(document);
}
