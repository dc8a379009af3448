import { App, Stack } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { AwsSolutionsChecks } from "cdk-nag";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { defineWorkflow, type Workflow as Defined } from "millrace";
import { FinishedTrigger, SynthError, Workflow } from "millrace/cdk";
import { compiled } from "./compiled.ts";

const common = { functions: new Map(), eventSource: "test" };
const express = defineWorkflow({ name: "quote", type: "express", input: z.object({}) }, async () => null);
const stack = new Stack(new App(), "Test");
const quote = new Workflow(stack, "Quote", { ...common, compiled: compiled(express as unknown as Defined) });
const template = Template.fromStack(stack);

describe("an Express workflow", () => {
  it("is a state machine of that type, whose log has all that happens, with its data", () => {
    const [machine] = Object.values(template.findResources("AWS::StepFunctions::StateMachine"));
    expect(machine?.["Properties"]).toMatchObject({
      StateMachineType: "EXPRESS",
      LoggingConfiguration: { Level: "ALL", IncludeExecutionData: true },
    });
  });

  it("has an alias that goes with its type: CloudFormation replaces the state machine, and an alias stays with its own", () => {
    const other = new Stack(new App(), "Test");
    const standard = defineWorkflow({ name: "quote", input: z.object({}) }, async () => null) as unknown as Defined;
    const before = new Workflow(other, "Quote", { ...common, compiled: compiled(standard) });
    const idsOf = (of: Template): readonly string[] =>
      Object.keys(of.findResources("AWS::StepFunctions::StateMachineAlias"));
    expect(idsOf(Template.fromStack(Stack.of(before)))).not.toEqual(idsOf(template));
  });

  it("may deliver its log", () => {
    const rights = Match.objectLike({ Action: Match.arrayWith(["logs:CreateLogDelivery", "logs:PutResourcePolicy"]) });
    const policy = { PolicyDocument: { Statement: Match.arrayWith([rights]) } };
    expect(Object.keys(template.findResources("AWS::IAM::Role", { Properties: { Policies: [policy] } }))).toHaveLength(
      1,
    );
  });

  it("has alarms on executions that failed or timed out; none can be aborted", () => {
    const alarms = Object.values(template.findResources("AWS::CloudWatch::Alarm"));
    expect(alarms.map(({ Properties }) => (Properties as { readonly MetricName: string }).MetricName)).toEqual([
      "ExecutionsFailed",
      "ExecutionsTimedOut",
    ]);
  });

  it("leaves cdk-nag's AwsSolutions pack nothing to find", () => {
    expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([]);
  });

  it("rejects a trigger by its end, of which no event tells", () => {
    const trigger = express.finished();
    const listener = defineWorkflow({ name: "listener", trigger }, async () => null) as unknown as Defined;
    const workflow = new Workflow(new Stack(), "Listener", { ...common, compiled: compiled(listener) });
    expect(() => workflow.addTrigger(new FinishedTrigger({ trigger, finished: quote }))).toThrow(SynthError);
  });
});
