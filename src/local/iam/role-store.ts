import type { DatabaseSync } from "node:sqlite";
import { onceFor } from "../once-for.ts";
import { createReadCache } from "../stores/read-cache.ts";

/** A role with all that hangs on it. */
export interface RoleRecord {
  readonly roleName: string;
  readonly roleId: string;
  readonly arn: string;
  readonly path: string;
  readonly createdAt: number;
  readonly trustPolicy: string;
  readonly description?: string;
  readonly maxSessionDuration: number;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  /** Policy name → document. */
  readonly inlinePolicies: Readonly<Record<string, string>>;
  readonly attachedPolicies: readonly string[];
}

/** A customer-managed policy; only the default version is kept. */
export interface PolicyRecord {
  readonly arn: string;
  readonly policyName: string;
  readonly policyId: string;
  readonly path: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly description?: string;
  readonly document: string;
  readonly version: number;
}

/** Makes the tables of roles and policies. */
export function createIamTables(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS iam_roles (role_name TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS iam_policies (arn TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
  `);
}

function records<Record>(db: DatabaseSync, sql: string, ...values: string[]): readonly Record[] {
  const rows = db.prepare(sql).all(...values) as unknown as readonly { record: string }[];
  return rows.map(({ record }) => JSON.parse(record) as Record);
}

// Every call of a role asks for it.
const rolesOf = onceFor((db: DatabaseSync) =>
  createReadCache(db, (name) => records<RoleRecord>(db, "SELECT record FROM iam_roles WHERE role_name = ?", name)[0]),
);
const managedPoliciesOf = onceFor((db: DatabaseSync) =>
  createReadCache(db, (arn) => records<PolicyRecord>(db, "SELECT record FROM iam_policies WHERE arn = ?", arn)[0]),
);

/** The same object until the role is changed. */
export function findRole(db: DatabaseSync, roleName: string): RoleRecord | undefined {
  return rolesOf(db).get(roleName);
}

export function listRoles(db: DatabaseSync): readonly RoleRecord[] {
  return records(db, "SELECT record FROM iam_roles ORDER BY role_name");
}

export function putRole(db: DatabaseSync, role: RoleRecord): void {
  db.prepare("INSERT OR REPLACE INTO iam_roles VALUES (?, ?)").run(role.roleName, JSON.stringify(role));
  rolesOf(db).forget(role.roleName);
}

export function deleteRole(db: DatabaseSync, roleName: string): void {
  db.prepare("DELETE FROM iam_roles WHERE role_name = ?").run(roleName);
  rolesOf(db).forget(roleName);
}

/** The same object until the policy is changed. */
export function findPolicy(db: DatabaseSync, arn: string): PolicyRecord | undefined {
  return managedPoliciesOf(db).get(arn);
}

export function listPolicies(db: DatabaseSync): readonly PolicyRecord[] {
  return records(db, "SELECT record FROM iam_policies ORDER BY arn");
}

export function putPolicy(db: DatabaseSync, policy: PolicyRecord): void {
  db.prepare("INSERT OR REPLACE INTO iam_policies VALUES (?, ?)").run(policy.arn, JSON.stringify(policy));
  managedPoliciesOf(db).forget(policy.arn);
}

export function deletePolicy(db: DatabaseSync, arn: string): void {
  db.prepare("DELETE FROM iam_policies WHERE arn = ?").run(arn);
  managedPoliciesOf(db).forget(arn);
}

/** A role's name is the last segment of its ARN. */
export function roleNameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf("/") + 1);
}
