import { parsePolicyDocument } from "./policy-document.ts";
import type { PolicyDocument } from "./policy-document.ts";

interface Statement {
  readonly Effect: "Allow";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

const logWriting: Statement = {
  Effect: "Allow",
  Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: "*",
};

const everything = (...actions: readonly string[]): Statement => ({ Effect: "Allow", Action: actions, Resource: "*" });

const statements: Readonly<Record<string, readonly Statement[]>> = {
  AdministratorAccess: [everything("*")],
  AWSXRayDaemonWriteAccess: [
    everything(
      "xray:PutTraceSegments",
      "xray:PutTelemetryRecords",
      "xray:GetSamplingRules",
      "xray:GetSamplingTargets",
      "xray:GetSamplingStatisticSummaries",
    ),
  ],
  AWSStepFunctionsFullAccess: [everything("states:*")],
  AWSStepFunctionsReadOnlyAccess: [everything("states:Describe*", "states:Get*", "states:List*")],
  AmazonEventBridgeFullAccess: [everything("events:*")],
  AmazonS3FullAccess: [everything("s3:*", "s3-object-lambda:*")],
  AmazonS3ReadOnlyAccess: [
    everything("s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"),
  ],
  AmazonSQSFullAccess: [everything("sqs:*")],
  CloudWatchLogsFullAccess: [everything("logs:*")],
  "service-role/AWSLambdaBasicExecutionRole": [logWriting],
  "service-role/AWSLambdaRole": [everything("lambda:InvokeFunction")],
  "service-role/AWSLambdaSQSQueueExecutionRole": [
    everything("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
    logWriting,
  ],
  "service-role/AWSLambdaVPCAccessExecutionRole": [
    logWriting,
    everything(
      "ec2:CreateNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
      "ec2:DeleteNetworkInterface",
      "ec2:AssignPrivateIpAddresses",
      "ec2:UnassignPrivateIpAddresses",
    ),
  ],
};

const prefix = "arn:aws:iam::aws:policy/";

const documents = new Map<string, PolicyDocument>();

/** The document of a policy that AWS itself manages, for those that templates commonly name. */
export function awsManagedPolicy(arn: string): PolicyDocument | undefined {
  if (!arn.startsWith(prefix)) return undefined;
  const known = documents.get(arn);
  if (known !== undefined) return known;
  const name = arn.slice(prefix.length);
  if (!Object.hasOwn(statements, name)) return undefined;
  const document = parsePolicyDocument(JSON.stringify({ Version: "2012-10-17", Statement: statements[name] }), arn);
  documents.set(arn, document);
  return document;
}
