import type { Path } from "../expressions/ast.ts";
import { createBindings, type Bindings, type Placeholders } from "../expressions/bindings.ts";
import { checkPaths } from "../expressions/check-paths.ts";
import { parseProjection } from "../expressions/parse-projection.ts";

interface ProjectionInput extends Placeholders {
  readonly ProjectionExpression?: string | undefined;
}

/** The paths of a bound projection; undefined if the request has none. */
export function boundProjection(text: string | undefined, bindings: Bindings): readonly Path[] | undefined {
  if (text === undefined) return undefined;
  const paths = parseProjection(text).map((path) => bindings.path("ProjectionExpression", path));
  checkPaths("ProjectionExpression", paths);
  return paths;
}

/** The paths of a request that has no other expression. */
export function prepareProjection(input: ProjectionInput): readonly Path[] | undefined {
  const { ProjectionExpression } = input;
  const { ExpressionAttributeNames } = input;
  const bindings = createBindings({ ExpressionAttributeNames }, { ProjectionExpression });
  const paths = boundProjection(ProjectionExpression, bindings);
  bindings.checkAllUsed();
  return paths;
}
