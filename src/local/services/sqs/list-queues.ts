import type { ListQueuesRequest, ListQueuesResult } from "@aws-sdk/client-sqs";
import type { Operation } from "../../service.ts";
import { listAllQueues, queueUrl } from "./queue-store.ts";

export const listQueues: Operation<ListQueuesRequest, ListQueuesResult> = {
  members: ["QueueNamePrefix", "NextToken", "MaxResults"],
  authorize: () => [{ action: "sqs:ListQueues", resource: "*" }],
  handle(input, { cloud }) {
    const after = input.NextToken === undefined ? "" : Buffer.from(input.NextToken, "base64").toString("utf8");
    const names = listAllQueues(cloud)
      .map(({ name }) => name)
      .filter((name) => name.startsWith(input.QueueNamePrefix ?? "") && name > after);
    const page = names.slice(0, input.MaxResults ?? 1000);
    if (page.length === 0) return {};
    return {
      QueueUrls: page.map((name) => queueUrl(cloud, name)),
      ...(page.length < names.length ? { NextToken: Buffer.from(page.at(-1) ?? "").toString("base64") } : {}),
    };
  },
};
