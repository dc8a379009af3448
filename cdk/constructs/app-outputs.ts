import { Aws, CfnOutput, Fn, Stack } from "aws-cdk-lib";
import { constructId } from "./construct-id.ts";
import type { MillraceApp } from "./millrace-app.ts";
import { TriggerSchedule } from "./schedule-trigger.ts";
import { TriggerRule } from "./trigger-rule.ts";

/** Tells people and programs where things are. The outputs are the stack's own, so that their names are as short as they read. */
export function appOutputs({ buckets, eventBus, workflows, node }: MillraceApp): void {
  const scope = Stack.of(node.scope ?? node.root);
  const output = (id: string, value: string, description: string): CfnOutput =>
    new CfnOutput(scope, id, { value, description });
  for (const [name, { bucketName }] of buckets) {
    output(`${constructId(name)}BucketName`, bucketName, `The bucket ${name}`);
  }
  if (eventBus !== undefined) output("EventBusName", eventBus.eventBusName, "The bus with the app's events");
  for (const [name, workflow] of workflows) {
    const id = constructId(name);
    output(`${id}StateMachineArn`, workflow.stateMachineArn, `The state machine of ${name}`);
    output(`${id}ConsoleUrl`, consoleUrl(workflow.stateMachineArn), `The executions of ${name} in the AWS console`);
    for (const trigger of workflow.node.children) {
      if (!(trigger instanceof TriggerRule || trigger instanceof TriggerSchedule)) continue;
      // The only trigger of a workflow needs no name.
      const suffix = trigger.node.id.replace(/^Trigger/, "");
      const { queueUrl } = trigger.deadLetterQueue;
      output(`${id}${suffix}DeadLetterQueueUrl`, queueUrl, `Events that did not start ${name}`);
    }
  }
}

const consoleUrl = (stateMachineArn: string): string =>
  Fn.join("", [
    "https://",
    Aws.REGION,
    ".console.aws.amazon.com/states/home?region=",
    Aws.REGION,
    "#/statemachines/view/",
    stateMachineArn,
  ]);
