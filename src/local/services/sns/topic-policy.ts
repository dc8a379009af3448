import type { Cloud } from "../../service.ts";
import { topicArn } from "./topic-store.ts";
import type { Topic } from "./topic-store.ts";

export interface PolicyText {
  readonly Version: string;
  readonly Id: string;
  readonly Statement: readonly PolicyStatement[];
}

interface PolicyStatement {
  readonly Sid?: string;
  readonly [member: string]: unknown;
}

/** The policy of a topic; one that was given none lets its owner's account act on it. */
export function policyOf(cloud: Cloud, topic: Topic): string {
  return topic.attributes["Policy"] ?? JSON.stringify(defaultPolicy(cloud, topic));
}

export function readPolicyOf(cloud: Cloud, topic: Topic): PolicyText {
  const policy = JSON.parse(policyOf(cloud, topic)) as Omit<PolicyText, "Statement"> & {
    readonly Statement: PolicyStatement | readonly PolicyStatement[];
  };
  return { ...policy, Statement: [policy.Statement].flat() as readonly PolicyStatement[] };
}

function defaultPolicy(cloud: Cloud, { name }: Topic): PolicyText {
  const actions = [
    "GetTopicAttributes",
    "SetTopicAttributes",
    "AddPermission",
    "RemovePermission",
    "DeleteTopic",
    "Subscribe",
    "ListSubscriptionsByTopic",
    "Publish",
  ];
  return {
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: actions.map((action) => `SNS:${action}`),
        Resource: topicArn(cloud, name),
        Condition: { StringEquals: { "AWS:SourceOwner": cloud.accountId } },
      },
    ],
  };
}
