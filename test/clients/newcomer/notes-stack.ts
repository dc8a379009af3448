/* oxlint-disable no-new -- a construct joins the tree in its constructor */
import { CfnOutput, CustomResource, Duration, Fn, NestedStack, Stack, type StackProps } from "aws-cdk-lib";
import { Code, Function, Runtime } from "aws-cdk-lib/aws-lambda";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { StringParameter } from "aws-cdk-lib/aws-ssm";
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId, Provider } from "aws-cdk-lib/custom-resources";
import type { Construct } from "constructs";

export class NotesStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const bucket = StringParameter.valueForStringParameter(this, "/newcomer/bucket");
    const nested = new NestedStack(this, "Nested");
    const queue = new Queue(nested, "Inbox");
    const onEvent = new Function(this, "OnEvent", {
      runtime: Runtime.NODEJS_24_X,
      handler: "index.handler",
      timeout: Duration.seconds(20),
      code: Code.fromInline(
        `exports.handler = async (event) => ({ PhysicalResourceId: "note-" + event.ResourceProperties.name, Data: { Upper: event.ResourceProperties.name.toUpperCase() } });`,
      ),
    });
    const provider = new Provider(this, "Provider", { onEventHandler: onEvent });
    const note = new CustomResource(this, "Note", {
      serviceToken: provider.serviceToken,
      properties: { name: "hello" },
    });
    const call = new AwsCustomResource(this, "Put", {
      onUpdate: {
        service: "SSM",
        action: "PutParameter",
        parameters: { Name: "/newcomer/made", Value: "by a custom resource", Type: "String", Overwrite: true },
        physicalResourceId: PhysicalResourceId.of("made"),
      },
      policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: AwsCustomResourcePolicy.ANY_RESOURCE }),
    });
    new CfnOutput(this, "Bucket", { value: bucket });
    new CfnOutput(this, "Imported", { value: Fn.importValue("newcomer-uploads") });
    new CfnOutput(this, "InboxUrl", { value: queue.queueUrl });
    new CfnOutput(this, "Upper", { value: note.getAttString("Upper") });
    new CfnOutput(this, "Version", { value: call.getResponseField("Version") });
  }
}
