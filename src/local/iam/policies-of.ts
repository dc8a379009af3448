import type { DatabaseSync } from "node:sqlite";
import { awsManagedPolicy } from "./aws-managed-policies.ts";
import type { PolicyDocument } from "./policy-document.ts";
import type { ReadPolicy } from "./policy-reader.ts";
import { findPolicy, type RoleRecord } from "./role-store.ts";

/** The identity policies of a role: inline ones, and those that are attached. */
export function policiesOf(db: DatabaseSync, role: RoleRecord, readPolicy: ReadPolicy): readonly PolicyDocument[] {
  const attached = role.attachedPolicies.flatMap((arn) => {
    const text = awsManagedPolicy(arn) ?? findPolicy(db, arn)?.document;
    return text === undefined ? [] : [readPolicy(text, arn)];
  });
  return [...Object.entries(role.inlinePolicies).map(([name, text]) => readPolicy(text, name)), ...attached];
}
