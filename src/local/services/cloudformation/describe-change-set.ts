import type { Change, DescribeChangeSetInput, DescribeChangeSetOutput } from "@aws-sdk/client-cloudformation";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import type { ResourceChange } from "../../cloudformation/stack/stack-record.ts";
import type { Operation } from "../../service.ts";
import { parametersOf } from "./parameters-of.ts";
import { requireChangeSet } from "./require-change-set.ts";

export const describeChangeSet = (engine: StackEngine): Operation<DescribeChangeSetInput, DescribeChangeSetOutput> => ({
  members: ["ChangeSetName", "StackName", "IncludePropertyValues"],
  handle(input) {
    const changeSet = requireChangeSet(engine, input);
    return {
      ChangeSetName: changeSet.changeSetName,
      ChangeSetId: changeSet.changeSetId,
      StackId: changeSet.stackId,
      StackName: changeSet.stackName,
      ...(changeSet.description !== undefined && { Description: changeSet.description }),
      Parameters: parametersOf(changeSet.target),
      CreationTime: new Date(changeSet.creationTime),
      ExecutionStatus: changeSet.executionStatus,
      Status: changeSet.status,
      ...(changeSet.statusReason !== undefined && { StatusReason: changeSet.statusReason }),
      NotificationARNs: [],
      RollbackConfiguration: {},
      Capabilities: [...changeSet.target.capabilities] as NonNullable<DescribeChangeSetOutput["Capabilities"]>,
      Tags: changeSet.target.tags.map((tag) => ({ ...tag })),
      Changes: changeSet.changes.map((change) => describe(change, input.IncludePropertyValues ?? false)),
      IncludeNestedStacks: false,
      OnStackFailure: changeSet.onFailure,
      ImportExistingResources: false,
    };
  },
});

function describe(change: ResourceChange, withValues: boolean): Change {
  return {
    Type: "Resource",
    ResourceChange: {
      Action: change.action,
      LogicalResourceId: change.logicalId,
      ...(change.physicalId !== undefined && { PhysicalResourceId: change.physicalId }),
      ResourceType: change.resourceType,
      ...(change.replacement !== undefined && { Replacement: change.replacement }),
      Scope: [...change.scope],
      Details: change.details.map((detail) => ({
        Target: {
          Attribute: "Properties",
          Name: detail.name.split(".")[0] ?? "",
          RequiresRecreation: detail.recreation,
          Path: `/Properties/${detail.name.replaceAll(".", "/")}`,
          ...(withValues && detail.before !== undefined && { BeforeValue: detail.before }),
          ...(withValues && detail.after !== undefined && { AfterValue: detail.after }),
          AttributeChangeType: detail.before === undefined ? "Add" : detail.after === undefined ? "Remove" : "Modify",
        },
        Evaluation: detail.isCertain ? "Static" : "Dynamic",
        ChangeSource: detail.isCertain ? "DirectModification" : "ResourceReference",
      })),
      ...(withValues && change.before !== undefined && { BeforeContext: change.before }),
      ...(withValues && change.after !== undefined && { AfterContext: change.after }),
    },
  };
}
