import { AwsError } from "../../../aws-error.ts";
import { allowsService } from "../../../iam/allows-service.ts";
import { root } from "../../../root.ts";
import type { Cloud } from "../../../service.ts";
import { queueUrlOf } from "../../queue-url-of.ts";
import { bucketArn } from "../buckets.ts";

/** Throws unless a function or queue exists and its own policy lets S3 tell it of this bucket. */
export async function requireMayReach(cloud: Cloud, bucket: string, arn: string): Promise<void> {
  const isQueue = arn.split(":")[2] === "sqs";
  const action = isQueue ? "sqs:SendMessage" : "lambda:InvokeFunction";
  const policy = isQueue ? await queuePolicy(cloud, arn) : await functionPolicy(cloud, arn);
  const request = { policy, service: "s3.amazonaws.com", action, resource: arn, sourceArn: bucketArn(bucket) };
  if (allowsService(cloud, request)) return;
  throw new AwsError("AccessDenied", `No policy of ${arn} lets s3.amazonaws.com do ${action} for ${bucket}`, 403);
}

async function queuePolicy(cloud: Cloud, arn: string): Promise<string | undefined> {
  const input = { QueueUrl: queueUrlOf(cloud, arn), AttributeNames: ["Policy"] };
  const { Attributes } = await cloud.call<{ readonly Attributes?: Readonly<Record<string, string>> }>(
    "sqs",
    "GetQueueAttributes",
    input,
    root,
  );
  return Attributes?.["Policy"];
}

async function functionPolicy(cloud: Cloud, arn: string): Promise<string | undefined> {
  const input = { FunctionName: arn };
  return (await cloud.call<{ readonly Policy?: string }>("lambda", "GetPolicy", input, root)).Policy;
}
