import type { Operation } from "../../service.ts";
import { takePage } from "../take-page.ts";
import type { TopicReference } from "./sns-types.ts";
import { listAllTopics, topicArn } from "./topic-store.ts";

export const listTopics: Operation<{ readonly NextToken?: string }, { readonly Topics: readonly TopicReference[] }> = {
  members: ["NextToken"],
  authorize: () => [{ action: "sns:ListTopics", resource: "*" }],
  handle({ NextToken }, { cloud }) {
    const { page, nextToken } = takePage(listAllTopics(cloud), NextToken, 100);
    return { Topics: page.map(({ name }) => ({ TopicArn: topicArn(cloud, name) })), ...nextToken };
  },
};
