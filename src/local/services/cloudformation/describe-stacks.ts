import type { DescribeStacksInput, DescribeStacksOutput, Stack, StackStatus } from "@aws-sdk/client-cloudformation";
import { parseTemplate } from "../../cloudformation/template/parse-template.ts";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import type { StackRecord } from "../../cloudformation/stack/stack-record.ts";
import type { Operation } from "../../service.ts";
import { parametersOf } from "./parameters-of.ts";
import { requireStack } from "./require-stack.ts";

export const describeStacks = (engine: StackEngine): Operation<DescribeStacksInput, DescribeStacksOutput> => ({
  members: ["StackName"],
  handle({ StackName }) {
    const stacks =
      StackName === undefined
        ? engine.store.stacks().filter(({ status }) => status !== "DELETE_COMPLETE")
        : [requireStack(engine, StackName)];
    return { Stacks: stacks.map(describe) };
  },
});

function describe(stack: StackRecord): Stack {
  const target = stack.target ?? stack.pending;
  const description = target && parseTemplate(target.templateBody).description;
  return {
    StackId: stack.stackId,
    StackName: stack.stackName,
    ...(stack.changeSetId !== undefined && { ChangeSetId: stack.changeSetId }),
    ...(description !== undefined && { Description: description }),
    Parameters: target ? parametersOf(target) : [],
    CreationTime: new Date(stack.creationTime),
    ...(stack.lastUpdatedTime !== undefined && { LastUpdatedTime: new Date(stack.lastUpdatedTime) }),
    ...(stack.deletionTime !== undefined && { DeletionTime: new Date(stack.deletionTime) }),
    RollbackConfiguration: {},
    StackStatus: stack.status as StackStatus,
    ...(stack.statusReason !== undefined && { StackStatusReason: stack.statusReason }),
    DisableRollback: stack.operation?.onFailure === "DO_NOTHING",
    NotificationARNs: [],
    Capabilities: (target?.capabilities ?? []) as NonNullable<Stack["Capabilities"]>,
    Outputs: stack.outputs.map(({ key, value, description: text, exportName }) => ({
      OutputKey: key,
      OutputValue: value,
      ...(text !== undefined && { Description: text }),
      ...(exportName !== undefined && { ExportName: exportName }),
    })),
    ...(stack.parentId !== undefined && { ParentId: stack.parentId }),
    ...(stack.rootId !== undefined && { RootId: stack.rootId }),
    ...(stack.roleArn !== undefined && { RoleARN: stack.roleArn }),
    Tags: (target?.tags ?? []).map((tag) => ({ ...tag })),
    EnableTerminationProtection: stack.terminationProtection,
    DriftInformation: { StackDriftStatus: "NOT_CHECKED" },
  };
}
