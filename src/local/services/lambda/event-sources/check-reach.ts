import { AwsError } from "../../../aws-error.ts";
import { authorize } from "../../../iam/authorize.ts";
import { root } from "../../../root.ts";
import type { Cloud, Principal } from "../../../service.ts";
import { queueUrlOf } from "../../queue-url-of.ts";
import { invalid } from "../constraints.ts";
import { resolveVersion } from "../function-store.ts";
import type { EventSourceMapping } from "./mapping-store.ts";

/** Refuses a mapping that could never work, as Lambda does when it tries the source with the function's role. */
export async function checkReach(cloud: Cloud, mapping: EventSourceMapping): Promise<void> {
  const { functionName, qualifier, sourceArn: queueArn } = mapping;
  const version = resolveVersion(cloud, { name: functionName, qualifier });
  const principal: Principal = { kind: "role", roleArn: version.role, sessionName: functionName };
  if (mapping.stream !== undefined) {
    await checkStreamReach(cloud, mapping, principal);
    return;
  }
  for (const action of ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"]) {
    if (authorize(cloud, principal, [{ action: `sqs:${action}`, resource: queueArn }])) {
      throw invalid(`The provided execution role does not have permissions to call ${action} on SQS`);
    }
  }
  const visibilitySeconds = await visibilityTimeoutOf(cloud, queueArn);
  if (visibilitySeconds < version.timeoutSeconds) {
    throw invalid(
      `Queue visibility timeout: ${visibilitySeconds} seconds is less than Function timeout: ${version.timeoutSeconds} seconds`,
    );
  }
}

async function visibilityTimeoutOf(cloud: Cloud, queueArn: string): Promise<number> {
  try {
    const { Attributes } = await cloud.call<{ readonly Attributes: Readonly<Record<string, string>> }>(
      "sqs",
      "GetQueueAttributes",
      { QueueUrl: queueUrlOf(cloud, queueArn), AttributeNames: ["VisibilityTimeout"] },
      root,
    );
    return Number(Attributes["VisibilityTimeout"]);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== "QueueDoesNotExist") throw error;
    throw invalid(
      "Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.",
    );
  }
}

async function checkStreamReach(
  cloud: Cloud,
  { sourceArn, stream }: EventSourceMapping,
  principal: Principal,
): Promise<void> {
  for (const action of ["DescribeStream", "GetRecords", "GetShardIterator"]) {
    if (authorize(cloud, principal, [{ action: `dynamodb:${action}`, resource: sourceArn }])) {
      throw invalid(
        `Cannot access stream ${sourceArn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
      );
    }
  }
  const target = stream?.onFailure;
  const [action, service] = target?.startsWith("arn:aws:sns:") ? ["Publish", "SNS"] : ["SendMessage", "SQS"];
  const needed = { action: `${service.toLowerCase()}:${action}`, resource: target ?? "" };
  if (target !== undefined && authorize(cloud, principal, [needed])) {
    throw invalid(`The provided execution role does not have permissions to call ${action} on ${service}`);
  }
  try {
    await cloud.call("dynamodbstreams", "DescribeStream", { StreamArn: sourceArn }, root);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== "ResourceNotFoundException") throw error;
    throw invalid(`Stream not found: ${sourceArn}`);
  }
}
