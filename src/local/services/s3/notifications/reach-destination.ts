import { AwsError } from "../../../aws-error.ts";
import { allowsService } from "../../../iam/allows-service.ts";
import type { Cloud } from "../../../service.ts";
import { resourcePolicy } from "../../resource-policy.ts";
import { bucketArn } from "../buckets.ts";

/** Throws unless a function or queue exists and its own policy lets S3 tell it of this bucket. */
export async function requireMayReach(cloud: Cloud, bucket: string, arn: string): Promise<void> {
  if (arn.endsWith(".fifo")) throw new AwsError("InvalidArgument", "FIFO SQS queues are not supported.");
  const action = arn.split(":")[2] === "sqs" ? "sqs:SendMessage" : "lambda:InvokeFunction";
  const policy = await resourcePolicy(cloud, arn);
  const request = { policy, service: "s3.amazonaws.com", action, resource: arn, sourceArn: bucketArn(bucket) };
  if (allowsService(cloud, request)) return;
  throw new AwsError("AccessDenied", `No policy of ${arn} lets s3.amazonaws.com do ${action} for ${bucket}`, 403);
}
