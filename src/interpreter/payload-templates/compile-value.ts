import { errorNames } from "#asl";
import type { Json } from "#asl";
import { compileIntrinsic, isIntrinsic } from "../intrinsics/compile-intrinsic.ts";
import { IntrinsicFailure } from "../intrinsics/intrinsic-failure.ts";
import type { IntrinsicScope } from "../intrinsics/intrinsic-scope.ts";
import { MissingArgument } from "../intrinsics/missing-argument.ts";
import { compilePath } from "../json-path/compile-path.ts";
import { JsonPathFailure } from "../json-path/json-path-failure.ts";

/** Gives a value; throws `JsonPathFailure`. */
export type Evaluate = (scope: IntrinsicScope) => Json;

/** Compiles a path or an intrinsic function; the field's name is for the words of its failure. Throws `InvalidPath`. */
export function compileValue(source: string, field: string): Evaluate {
  if (isIntrinsic(source)) return compileCall(source);
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
