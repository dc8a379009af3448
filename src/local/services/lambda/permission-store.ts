import type { Cloud } from "../../service.ts";

/** Permissions of a function without qualifier stand under the empty one. */
export const unqualified = "";

interface PermissionRow {
  readonly statement: string;
  readonly revision_id: string;
}

/** The resource policy of a function, a version or an alias; undefined if it has none. */
export function readPolicy(
  cloud: Cloud,
  functionName: string,
  qualifier = unqualified,
): { readonly policy: string; readonly revisionId: string } | undefined {
  const rows = cloud.db
    .prepare(
      "SELECT statement, revision_id FROM lambda_permissions WHERE function_name = ? AND qualifier = ? ORDER BY rowid",
    )
    .all(functionName, qualifier) as unknown as readonly PermissionRow[];
  const last = rows.at(-1);
  if (last === undefined) return undefined;
  const statements = rows.map((row) => row.statement).join(",");
  return {
    policy: `{"Version":"2012-10-17","Id":"default","Statement":[${statements}]}`,
    revisionId: last.revision_id,
  };
}
