import type { CreateChangeSetInput, CreateChangeSetOutput } from "@aws-sdk/client-cloudformation";
import { AwsError, notImplemented } from "../../aws-error.ts";
import { createDeployable, type Deployable } from "../../cloudformation/stack/deployable.ts";
import { findNestedProblems } from "../../cloudformation/stack/find-nested-problems.ts";
import { planChanges } from "../../cloudformation/stack/plan-changes.ts";
import { newStack } from "../../cloudformation/stack/new-stack.ts";
import { prepareTarget } from "../../cloudformation/stack/prepare-target.ts";
import { recordStackStatus } from "../../cloudformation/stack/record-status.ts";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import type {
  ChangeSetRecord,
  ResourceProblem,
  StackRecord,
  StackTarget,
} from "../../cloudformation/stack/stack-record.ts";
import { refuseChangedTypes } from "../../cloudformation/stack/refuse-changed-types.ts";
import { requireStandardMode, requireUpdatable } from "../../cloudformation/stack/start-operation.ts";
import { validationError } from "../../cloudformation/template/template.ts";
import type { Operation } from "../../service.ts";
import { requireStack } from "./require-stack.ts";

export const createChangeSet = (engine: StackEngine): Operation<CreateChangeSetInput, CreateChangeSetOutput> => ({
  members: [
    "StackName",
    "ChangeSetName",
    "ChangeSetType",
    "Description",
    "TemplateBody",
    "TemplateURL",
    "UsePreviousTemplate",
    "Parameters",
    "Capabilities",
    "Tags",
    "ClientToken",
    "NotificationARNs",
    "RoleARN",
    "OnStackFailure",
    "IncludeNestedStacks",
    "ImportExistingResources",
    "DeploymentConfig.Mode",
    "DeploymentMode",
  ],
  async handle(input) {
    requireStandardMode(input.DeploymentConfig);
    requireDeploymentMode(input);
    if (input.ImportExistingResources) throw notImplemented("ImportExistingResources");
    if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(input.ChangeSetName ?? "")) {
      throw validationError(`'${input.ChangeSetName ?? ""}' is not a valid ChangeSetName`);
    }
    const known = stackFor(engine, input);
    const target = await prepareTarget(engine.cloud, input, known.target);
    const problems = await findNestedProblems(engine, createDeployable(engine, known, target));
    // The waits for templates may have let another request create the stack.
    const stack = engine.store.findStack(known.stackName) ?? known;
    const after = createDeployable(engine, stack, target);
    const changeSet = buildChangeSet(engine, stack, { target, after, problems }, input);
    if (!engine.store.findStack(stack.stackId)) {
      recordStackStatus(engine, stack, "REVIEW_IN_PROGRESS", { reason: "User Initiated" });
    }
    engine.store.putChangeSet(changeSet);
    return { Id: changeSet.changeSetId, StackId: stack.stackId };
  },
});

function stackFor(engine: StackEngine, input: CreateChangeSetInput): StackRecord {
  const existing = engine.store.findStack(input.StackName ?? "");
  switch (input.ChangeSetType ?? "UPDATE") {
    case "CREATE":
      if (existing?.status === "REVIEW_IN_PROGRESS") return existing;
      if (existing)
        throw validationError(
          `Stack [${existing.stackName}] already exists and cannot be created again with the changeSet [${input.ChangeSetName}].`,
        );
      return newStack(engine, input.StackName, "REVIEW_IN_PROGRESS");
    case "UPDATE": {
      const stack = requireStack(engine, input.StackName);
      requireUpdatable(stack);
      return stack;
    }
    default:
      throw notImplemented(`ChangeSetType '${input.ChangeSetType}'`);
  }
}

interface Prepared {
  readonly target: StackTarget;
  readonly after: Deployable;
  readonly problems: readonly ResourceProblem[];
}

interface Judged extends Omit<Prepared, "target"> {
  readonly before: Deployable | undefined;
  readonly revertDrift: boolean;
}

function buildChangeSet(
  engine: StackEngine,
  stack: StackRecord,
  { target, after, problems }: Prepared,
  input: CreateChangeSetInput,
): ChangeSetRecord {
  const { cloud, store } = engine;
  const changeSetName = input.ChangeSetName ?? "";
  if (store.changeSets(stack.stackId).some((other) => other.changeSetName === changeSetName)) {
    throw new AwsError(
      "AlreadyExistsException",
      `ChangeSet ${changeSetName} cannot be created due to a mismatch with existing attribute Template`,
    );
  }
  refuseChangedTypes(engine, stack.stackId, after);
  const before = stack.target && createDeployable(engine, stack, stack.target);
  const revertDrift = input.DeploymentMode === "REVERT_DRIFT";
  const outcome = judge(engine, stack, { before, after, problems, revertDrift });
  return {
    changeSetId: `arn:aws:cloudformation:${cloud.region}:${cloud.accountId}:changeSet/${changeSetName}/${cloud.newId()}`,
    changeSetName,
    stackId: stack.stackId,
    stackName: stack.stackName,
    type: input.ChangeSetType === "CREATE" ? "CREATE" : "UPDATE",
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.RoleARN !== undefined && { roleArn: input.RoleARN }),
    creationTime: cloud.clock.now(),
    target,
    onFailure: input.OnStackFailure ?? "ROLLBACK",
    ...(revertDrift && { revertDrift }),
    ...outcome,
    executionStatus: outcome.status === "CREATE_COMPLETE" ? "AVAILABLE" : "UNAVAILABLE",
  };
}

function requireDeploymentMode({ DeploymentMode, ChangeSetType = "UPDATE" }: CreateChangeSetInput): void {
  if (DeploymentMode === undefined) return;
  if (DeploymentMode !== "REVERT_DRIFT") throw notImplemented(`DeploymentMode '${String(DeploymentMode)}'`);
  if (ChangeSetType !== "UPDATE") {
    throw validationError("DeploymentMode REVERT_DRIFT is only supported for change sets of type UPDATE.");
  }
}

function judge(
  engine: StackEngine,
  stack: StackRecord,
  { before, after, problems, revertDrift }: Judged,
): Pick<ChangeSetRecord, "status" | "statusReason" | "changes" | "problems"> {
  if (problems.length > 0) {
    const statusReason =
      "The following validation(s) failed: [AWS::EarlyValidation::PropertyValidation]. To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.";
    return { status: "FAILED", statusReason, changes: [], problems };
  }
  const changes = planChanges(engine, stack.stackId, { before, after, revertDrift });
  const isSame = before?.fingerprint === after.fingerprint && !stack.status.endsWith("_FAILED");
  if (isSame && (!revertDrift || changes.length === 0)) {
    const statusReason =
      "The submitted information didn't contain changes. Submit different information to create a change set.";
    return { status: "FAILED", statusReason, changes: [], problems };
  }
  return { status: "CREATE_COMPLETE", changes, problems };
}
