// The door "millrace/aws": operations of AWS services, which workflows call without a function of their own.
export type { Json } from "../json.ts";
export {
  type AwsJob,
  type AwsOperation,
  type AwsOperationDescription,
  awsService,
  type AwsServiceDescription,
} from "./aws-operation.ts";

export { athena } from "./services/athena.generated.ts";
export { bedrockruntime } from "./services/bedrockruntime.generated.ts";
export { cloudwatch } from "./services/cloudwatch.generated.ts";
export { dynamodb } from "./services/dynamodb.generated.ts";
export { eventbridge } from "./services/eventbridge.generated.ts";
export { glue } from "./services/glue.generated.ts";
export { s3 } from "./services/s3.generated.ts";
export { sfn } from "./services/sfn.generated.ts";
export { sns } from "./services/sns.generated.ts";
export { sqs } from "./services/sqs.generated.ts";
export { ssm } from "./services/ssm.generated.ts";
