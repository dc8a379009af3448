import type { Cloud } from "../service.ts";
import { evaluatePolicies } from "./evaluate-policies.ts";

/**
 * Whether the policy of a queue, function or bus lets a service of AWS act on it: EventBridge that sends a dead letter,
 * for instance. Services have no identity policies, so the resource's own policy must allow.
 */
export function allowsService(
  cloud: Cloud,
  request: {
    readonly policy: string | undefined;
    readonly service: string;
    readonly action: string;
    readonly resource: string;
    readonly sourceArn?: string;
    /** Asks as the account itself that owns the source, as `AWS:SourceOwner` in the usual policy of a topic means it. */
    readonly isOwner?: boolean;
  },
): boolean {
  if (request.policy === undefined || request.policy === "") return false;
  const context = {
    "aws:SourceAccount": cloud.accountId,
    "aws:PrincipalIsAWSService": "true",
    "aws:SecureTransport": "true",
    ...(request.sourceArn !== undefined && { "aws:SourceArn": request.sourceArn }),
    ...(request.isOwner === true && { "aws:SourceOwner": cloud.accountId }),
  };
  const { action, resource, service } = request;
  const principal = request.isOwner === true ? `arn:aws:iam::${cloud.accountId}:root` : service;
  const policies = [cloud.readPolicy(request.policy)];
  return evaluatePolicies(policies, { action, resource, context, principal }, cloud.log).verdict === "allowed";
}
