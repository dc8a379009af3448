import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { IEventBus } from "aws-cdk-lib/aws-events";

// What constructs here need of resources they are given. Narrower than CDK's interfaces, which its own classes do not satisfy
// under TypeScript's `exactOptionalPropertyTypes`.

/** A bucket: any `s3.IBucket`. */
export type GivenBucket = Pick<IBucket, "bucketName" | "bucketArn" | "arnForObjects">;

/** An event bus: any `events.IEventBus`. */
export type GivenEventBus = Pick<IEventBus, "eventBusName" | "eventBusArn">;
