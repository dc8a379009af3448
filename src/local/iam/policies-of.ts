import type { DatabaseSync } from "node:sqlite";
import { onceFor } from "../once-for.ts";
import { awsManagedPolicy } from "./aws-managed-policies.ts";
import { parsePolicyDocument } from "./policy-document.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { findPolicy } from "./role-store.ts";
import type { PolicyRecord, RoleRecord } from "./role-store.ts";

/** What the trust policy of a role is called among its policies. */
export const trustPolicy = "trust policy";

// Records stay the same objects until something of them changes.

/** Who may assume a role. */
export const trustPolicyOf = onceFor((role: RoleRecord) => parsePolicyDocument(role.trustPolicy, trustPolicy));

const inlinePoliciesOf = onceFor((role: RoleRecord): readonly PolicyDocument[] =>
  Object.entries(role.inlinePolicies).map(([name, text]) => parsePolicyDocument(text, name)),
);

const documentOf = onceFor(({ document, arn }: PolicyRecord) => parsePolicyDocument(document, arn));

/** The identity policies of a role: inline ones, and those that are attached. */
export function policiesOf(db: DatabaseSync, role: RoleRecord): readonly PolicyDocument[] {
  const inline = inlinePoliciesOf(role);
  if (role.attachedPolicies.length === 0) return inline;
  const attached = role.attachedPolicies.flatMap((arn) => {
    const policy = findPolicy(db, arn);
    return awsManagedPolicy(arn) ?? (policy === undefined ? [] : documentOf(policy));
  });
  return [...inline, ...attached];
}
