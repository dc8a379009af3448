import { TaskFailure } from "#interpreter";
import type { Integration } from "./integration.ts";

// Services that Step Functions calls and the local cloud does not have. A state machine that calls one can be deployed, so that
// the rest of an app runs here; the state itself fails by a name that no Catch takes for an answer of the service.

/** After `aws-sdk:`, as Step Functions names them. */
const sdkServices: ReadonlySet<string> = new Set([
  "apigateway",
  "athena",
  "batch",
  "bedrock",
  "bedrockagentruntime",
  "bedrockruntime",
  "comprehend",
  "ec2",
  "ecs",
  "emr",
  "emrserverless",
  "firehose",
  "glue",
  "kinesis",
  "kms",
  "opensearch",
  "polly",
  "rds",
  "rdsdata",
  "redshiftdata",
  "rekognition",
  "sagemaker",
  "sesv2",
  "textract",
  "timestreamquery",
  "transcribe",
  "translate",
]);

/** Optimized integrations, with the patterns that each has. */
const optimized: readonly RegExp[] = [
  /^athena:(?:startQueryExecution(?:\.sync)?|stopQueryExecution|getQueryExecution|getQueryResults)$/,
  /^bedrock:(?:invokeModel(?:\.waitForTaskToken)?|createModelCustomizationJob(?:\.sync)?)$/,
  /^glue:startJobRun(?:\.sync)?$/,
];

const sdkResource = /^aws-sdk:([a-z0-9]+):[a-zA-Z0-9]+(?:\.waitForTaskToken)?$/;

/** What stands for a Resource whose service exists, but not here; undefined for any other. */
export function absentService(resource: string): Integration | undefined {
  const name = resource.replace(/^arn:aws:states:::/, "");
  const isKnown = sdkServices.has(sdkResource.exec(name)?.[1] ?? "") || optimized.some((pattern) => pattern.test(name));
  if (!isKnown) return undefined;
  return {
    perform: () => {
      throw new TaskFailure("States.Runtime", `The resource '${resource}' is not implemented by the local cloud`);
    },
  };
}
