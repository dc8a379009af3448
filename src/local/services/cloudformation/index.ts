import type { ResourceType } from "../../cloudformation/resource-type.ts";
import { resourceTypes } from "../../cloudformation/resources/index.ts";
import { resumeStacks } from "../../cloudformation/stack/resume-stacks.ts";
import { createStackEngine, type StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import { authorized } from "../../iam/authorized.ts";
import type { AnyOperation, Cloud, Service } from "../../service.ts";
import { continueUpdateRollback } from "./continue-update-rollback.ts";
import { createChangeSet } from "./create-change-set.ts";
import { createStack } from "./create-stack.ts";
import { deleteChangeSet } from "./delete-change-set.ts";
import { deleteStack } from "./delete-stack.ts";
import { describeChangeSet } from "./describe-change-set.ts";
import { describeEvents } from "./describe-events.ts";
import { describeStackEvents } from "./describe-stack-events.ts";
import { describeStackResource } from "./describe-stack-resource.ts";
import { describeStackResources } from "./describe-stack-resources.ts";
import { describeStacks } from "./describe-stacks.ts";
import { executeChangeSet } from "./execute-change-set.ts";
import { getTemplateSummary } from "./get-template-summary.ts";
import { getTemplate } from "./get-template.ts";
import { listChangeSets } from "./list-change-sets.ts";
import { listExports } from "./list-exports.ts";
import { listHookResults } from "./list-hook-results.ts";
import { listImports } from "./list-imports.ts";
import { listStackResources } from "./list-stack-resources.ts";
import { listStacks } from "./list-stacks.ts";
import { rollbackStack } from "./rollback-stack.ts";
import { seedToolkitStack } from "./seed-toolkit-stack.ts";
import { updateStack } from "./update-stack.ts";
import { updateTerminationProtection } from "./update-termination-protection.ts";
import { validateTemplate } from "./validate-template.ts";

/** CloudFormation over our own resource types. */
export function createCloudFormationService(cloud: Cloud): Service {
  const engine = createStackEngine(cloud, resourceTypes, 1500);
  seedToolkitStack(engine);
  return serviceOver(engine);
}

/** CloudFormation over resource types of the caller's choice, so that tests can make some fail; it answers at once. */
export function createCloudFormationWith(cloud: Cloud, types: readonly ResourceType[]): Service {
  return serviceOver(createStackEngine(cloud, types, 0));
}

function serviceOver(engine: StackEngine): Service {
  return {
    name: "cloudformation",
    operations: authorized("cloudformation", operationsOf(engine), ({ StackName }, { cloud }) =>
      typeof StackName !== "string"
        ? "*"
        : StackName.startsWith("arn:")
          ? StackName
          : `arn:aws:cloudformation:${cloud.region}:${cloud.accountId}:stack/${StackName}/*`,
    ),
    receive: engine.customResources.receive,
    resume: () => resumeStacks(engine),
    close: engine.close,
  };
}

function operationsOf(engine: StackEngine): Readonly<Record<string, AnyOperation>> {
  return {
    ContinueUpdateRollback: continueUpdateRollback(engine),
    CreateChangeSet: createChangeSet(engine),
    CreateStack: createStack(engine),
    DeleteChangeSet: deleteChangeSet(engine),
    DeleteStack: deleteStack(engine),
    DescribeChangeSet: describeChangeSet(engine),
    DescribeEvents: describeEvents(engine),
    DescribeStackEvents: describeStackEvents(engine),
    DescribeStackResource: describeStackResource(engine),
    DescribeStackResources: describeStackResources(engine),
    DescribeStacks: describeStacks(engine),
    ExecuteChangeSet: executeChangeSet(engine),
    GetTemplate: getTemplate(engine),
    GetTemplateSummary: getTemplateSummary(engine),
    ListChangeSets: listChangeSets(engine),
    ListExports: listExports(engine),
    ListHookResults: listHookResults,
    ListImports: listImports(engine),
    ListStackResources: listStackResources(engine),
    ListStacks: listStacks(engine),
    RollbackStack: rollbackStack(engine),
    UpdateStack: updateStack(engine),
    UpdateTerminationProtection: updateTerminationProtection(engine),
    ValidateTemplate: validateTemplate(engine),
  };
}
