import { findPolicy, type PolicyRecord } from "../../iam/role-store.ts";
import type { Cloud } from "../../service.ts";
import { noSuchEntity } from "./require-role.ts";

/** The customer-managed policy that a request names. */
export function requirePolicy(cloud: Cloud, arn: string | undefined): PolicyRecord {
  const policy = findPolicy(cloud.db, arn ?? "");
  if (!policy) throw noSuchEntity(`Policy ${arn ?? ""} was not found.`);
  return policy;
}
