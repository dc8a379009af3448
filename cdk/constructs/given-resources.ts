import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import type { IEventBus } from "aws-cdk-lib/aws-events";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { IStateMachine } from "aws-cdk-lib/aws-stepfunctions";

// What constructs here need of resources they are given. Narrower than CDK's interfaces, which its own classes do not satisfy
// under TypeScript's `exactOptionalPropertyTypes`.

/** A bucket: any `s3.IBucket`. */
export type GivenBucket = Pick<IBucket, "bucketName" | "bucketArn" | "arnForObjects">;

/** An event bus: any `events.IEventBus`. */
export type GivenEventBus = Pick<IEventBus, "eventBusName" | "eventBusArn">;

/** What `defineResource` names: a resource of CDK, or what calls name it by and the ARNs that rights are granted on. */
export type GivenResource =
  | ResourceNames
  | GivenBucket
  | GivenEventBus
  | Pick<ITable, "tableName" | "tableArn">
  | Pick<IQueue, "queueUrl" | "queueArn">
  | Pick<ITopic, "topicArn">
  | Pick<IStateMachine, "stateMachineArn">;

export interface ResourceNames {
  /** The name, URL or ARN that takes the place of `resource.reference`. */
  readonly reference: string;
  readonly arns: readonly string[];
}

/** What a given resource is called, and its ARNs. */
export function namesOf(given: GivenResource): ResourceNames {
  if ("reference" in given) return given;
  if ("tableName" in given) return { reference: given.tableName, arns: [given.tableArn] };
  if ("queueUrl" in given) return { reference: given.queueUrl, arns: [given.queueArn] };
  if ("topicArn" in given) return { reference: given.topicArn, arns: [given.topicArn] };
  if ("stateMachineArn" in given) return { reference: given.stateMachineArn, arns: [given.stateMachineArn] };
  if ("eventBusName" in given) return { reference: given.eventBusName, arns: [given.eventBusArn] };
  return { reference: given.bucketName, arns: [given.bucketArn, given.arnForObjects("*")] };
}
