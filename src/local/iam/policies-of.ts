import type { DatabaseSync } from "node:sqlite";
import { awsManagedPolicy } from "./aws-managed-policies.ts";
import { parsePolicyDocument, type PolicyDocument } from "./policy-document.ts";
import { findPolicy, type RoleRecord } from "./role-store.ts";

/** The identity policies of a role: inline ones, and those that are attached. */
export function policiesOf(db: DatabaseSync, role: RoleRecord): readonly PolicyDocument[] {
  const attached = role.attachedPolicies.flatMap((arn) => {
    const text = awsManagedPolicy(arn) ?? findPolicy(db, arn)?.document;
    return text === undefined ? [] : [parsePolicyDocument(text, arn)];
  });
  return [...Object.entries(role.inlinePolicies).map(([name, text]) => parsePolicyDocument(text, name)), ...attached];
}
