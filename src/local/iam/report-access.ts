import type { DatabaseSync } from "node:sqlite";
import type { DeniedCall } from "./access-log.ts";
import { policiesOf, trustPolicyOf } from "./policies-of.ts";
import { type Right, rightsOf } from "./rights.ts";
import { listRoles } from "./role-store.ts";

/** What one role may do, and did. */
export interface RoleAccess {
  readonly roleName: string;
  readonly rights: readonly RightUse[];
  /** Newest first. */
  readonly denied: readonly (DeniedCall & { readonly times: number; readonly lastAt: number })[];
}

export interface RightUse extends Right {
  /** Name of an inline policy, ARN of a managed one, or `trust policy`. */
  readonly policy: string;
  /** Position of the statement in its policy, from 1. */
  readonly statement: number;
  readonly sid?: string;
  /** Milliseconds since the epoch; absent where the right was never used. */
  readonly firstUsedAt?: number;
}

/** Every role that an app made, by name, with each right that it has now. */
export function reportAccess(db: DatabaseSync): readonly RoleAccess[] {
  const findUse = db.prepare(
    "SELECT first_used_at AS at FROM iam_used_rights WHERE role_name = ? AND policy = ? AND action = ? AND resource = ?",
  );
  const listDenied = db.prepare(
    "SELECT action, resource, reason, times, last_at AS lastAt FROM iam_denied_calls WHERE role_name = ? ORDER BY last_at DESC",
  );
  return listRoles(db).map((role) => {
    const { roleName } = role;
    const policies = [trustPolicyOf(role), ...policiesOf(db, role)];
    const rights = policies.flatMap(({ name: policy, statements }) =>
      statements.flatMap((statement, index) =>
        rightsOf(statement).map((right): RightUse => {
          const use = findUse.get(roleName, policy, right.action, right.resource) as { at: number } | undefined;
          const { sid } = statement;
          const place = { policy, statement: index + 1, ...(sid !== undefined && { sid }) };
          return { ...right, ...place, ...(use !== undefined && { firstUsedAt: use.at }) };
        }),
      ),
    );
    return { roleName, rights, denied: listDenied.all(roleName) as unknown as RoleAccess["denied"] };
  });
}
