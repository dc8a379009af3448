/* oxlint-disable no-new -- a construct joins the tree in its constructor */
// The app that the CLI deploys in these tests: L1 only, with what `STAGE` asks for. Run by the CLI, not by vitest.
import { App, CfnOutput, Stack } from "aws-cdk-lib";
import { CfnRole } from "aws-cdk-lib/aws-iam";
import { CfnLogGroup } from "aws-cdk-lib/aws-logs";
import { CfnBucket } from "aws-cdk-lib/aws-s3";
import { CfnParameter } from "aws-cdk-lib/aws-ssm";

const stage = process.env["STAGE"] ?? "first";
const app = new App();
const stack = new Stack(app, "Tiny", { env: { account: "000000000000", region: "us-east-1" } });

const bucket = new CfnBucket(stack, "Landing", {
  notificationConfiguration: { eventBridgeConfiguration: { eventBridgeEnabled: true } },
  ...(stage === "unknown-property" && { accelerateConfiguration: { accelerationStatus: "Enabled" } }),
});
const role = new CfnRole(stack, "Reader", {
  assumeRolePolicyDocument: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  },
  policies: [
    {
      policyName: "read",
      policyDocument: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: `${bucket.attrArn}/*` }],
      },
    },
  ],
});
new CfnLogGroup(stack, "Log", { retentionInDays: stage === "first" ? 30 : 7 });
// CloudWatch Logs refuses a retention of 31 days: the update fails after the log group has changed.
if (stage === "broken") new CfnLogGroup(stack, "Broken", { retentionInDays: 31 });
new CfnParameter(stack, "Setting", { type: "String", value: stage === "first" ? "one" : "two" });
new CfnOutput(stack, "LandingName", { value: bucket.ref });
new CfnOutput(stack, "ReaderArn", { value: role.attrArn });
app.synth();
