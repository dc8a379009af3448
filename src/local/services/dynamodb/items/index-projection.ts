import type { Select } from "@aws-sdk/client-dynamodb";
import type { Condition, Operand, Path } from "../expressions/ast.ts";
import { keyNames, tableKeyOf, type SecondaryIndex, type Table } from "../tables/table.ts";
import { validationError } from "../validation-error.ts";

/** Names of the attributes that an index holds; undefined for all. */
export function projectedNames(table: Table, { key, projection }: SecondaryIndex): ReadonlySet<string> | undefined {
  if (projection.ProjectionType === "ALL") return undefined;
  return new Set([...keyNames(tableKeyOf(table)), ...keyNames(key), ...(projection.NonKeyAttributes ?? [])]);
}

export interface Wanted {
  readonly select: Select | undefined;
  readonly paths: readonly Path[] | undefined;
  readonly filter: Condition | undefined;
}

/** Refuses to ask a global index for attributes that it does not hold; a local one fetches them from the table. */
export function checkProjected(table: Table, index: SecondaryIndex | undefined, wanted: Wanted): void {
  const names = index?.isGlobal ? projectedNames(table, index) : undefined;
  if (index === undefined || names === undefined) return;
  const invalid = (what: string) => validationError(`One or more parameter values were invalid: ${what}`);
  if (wanted.select === "ALL_ATTRIBUTES") {
    throw invalid(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  }
  const paths = [...(wanted.paths ?? []), ...(wanted.filter === undefined ? [] : pathsOf(wanted.filter))];
  const missing = [...new Set(paths.map(([name]) => String(name)))].filter((name) => !names.has(name));
  if (missing.length === 0) return;
  throw invalid(`Global secondary index ${index.name} does not project [${missing.join(", ")}]`);
}

/** Every path that a condition looks at. */
export function pathsOf(node: Condition | Operand): readonly Path[] {
  switch (node.kind) {
    case "path":
      return [node.path];
    case "value":
      return [];
    case "function":
      return node.operands.flatMap(pathsOf);
    case "not":
      return pathsOf(node.condition);
    case "between":
      return [node.operand, node.low, node.high].flatMap(pathsOf);
    case "in":
      return [node.operand, ...node.list].flatMap(pathsOf);
    case "and":
    case "or":
    case "comparison":
      return [node.left, node.right].flatMap(pathsOf);
  }
}
