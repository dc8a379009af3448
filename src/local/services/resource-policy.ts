import { AwsError } from "../aws-error.ts";
import { root } from "../root.ts";
import type { Cloud } from "../service.ts";
import { queueUrlOf } from "./queue-url-of.ts";

/** The policy that a queue, a topic or a function has of its own; undefined if it has none. Throws if there is no such thing. */
export function resourcePolicy(cloud: Cloud, arn: string): Promise<string | undefined> {
  const [, , service] = arn.split(":");
  if (service === "sns") return topicPolicy(cloud, arn);
  return service === "sqs" ? queuePolicy(cloud, arn) : functionPolicy(cloud, arn);
}

async function topicPolicy(cloud: Cloud, TopicArn: string): Promise<string | undefined> {
  const { Attributes } = await cloud.call<{ readonly Attributes: Readonly<Record<string, string>> }>(
    "sns",
    "GetTopicAttributes",
    { TopicArn },
    root,
  );
  return Attributes["Policy"];
}

async function queuePolicy(cloud: Cloud, queueArn: string): Promise<string | undefined> {
  const input = { QueueUrl: queueUrlOf(cloud, queueArn), AttributeNames: ["Policy"] };
  const { Attributes } = await cloud.call<{ readonly Attributes?: Readonly<Record<string, string>> }>(
    "sqs",
    "GetQueueAttributes",
    input,
    root,
  );
  return Attributes?.["Policy"];
}

async function functionPolicy(cloud: Cloud, functionArn: string): Promise<string | undefined> {
  const input = { FunctionName: functionArn };
  try {
    return (await cloud.call<{ readonly Policy?: string }>("lambda", "GetPolicy", input, root)).Policy;
  } catch (error) {
    if (error instanceof AwsError && error.message === "The resource you requested does not exist.") return undefined;
    throw error;
  }
}
