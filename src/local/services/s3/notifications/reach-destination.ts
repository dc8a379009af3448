import { AwsError } from "../../../aws-error.ts";
import { allowsService } from "../../../iam/allows-service.ts";
import type { Cloud } from "../../../service.ts";
import { resourcePolicy } from "../../resource-policy.ts";
import { bucketArn } from "../buckets.ts";

const actions: Readonly<Record<string, string>> = { sqs: "sqs:SendMessage", sns: "sns:Publish" };

/** Throws unless a function, queue or topic exists and its own policy lets S3 tell it of this bucket. */
export async function requireMayReach(cloud: Cloud, bucket: string, arn: string): Promise<void> {
  if (arn.endsWith(".fifo"))
    throw new AwsError(
      "InvalidArgument",
      `FIFO ${arn.startsWith("arn:aws:sqs:") ? "SQS queues" : "SNS topics"} are not supported.`,
    );
  const action = actions[arn.split(":")[2] ?? ""] ?? "lambda:InvokeFunction";
  const policy = await resourcePolicy(cloud, arn);
  const request = { policy, service: "s3.amazonaws.com", action, resource: arn, sourceArn: bucketArn(bucket) };
  if (allowsService(cloud, request)) return;
  throw new AwsError("AccessDenied", `No policy of ${arn} lets s3.amazonaws.com do ${action} for ${bucket}`, 403);
}
