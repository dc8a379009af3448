import type { TestStateInput, TestStateOutput } from "@aws-sdk/client-sfn";
import { invalidDefinitionMessage } from "#asl";
import type { State } from "#asl";
import { TaskFailure, testState as runTest, TestStateRefusal } from "#interpreter";
import type { PerformTask, TestStateOptions, TestStateRequest } from "#interpreter";
import { nodeHash } from "#node";
import { AwsError } from "../../aws-error.ts";
import { createModelLoader } from "../../protocol/service-models.ts";
import { principalOf } from "../../runtime/execution-row.ts";
import type { ExecutionRow } from "../../runtime/execution-row.ts";
import { asTaskRole } from "../../runtime/integrations/as-task-role.ts";
import type { HttpExchange } from "../../runtime/integrations/http/http-exchange.ts";
import type { TaskCall } from "../../runtime/integrations/integration.ts";
import { integrationOf } from "../../runtime/integrations/integration-of.ts";
import type { Cloud, Operation } from "../../service.ts";
import { expressArn, machineArn } from "./arns.ts";
import { checkResources } from "./check-resources.ts";
import { checkRole } from "./check-role.ts";

/** Tests one state: a task that is not mocked is really done, with the rights of the role that is given. */
export const testState = (): Operation<TestStateInput, TestStateOutput> => {
  const loadModel = createModelLoader();
  return {
    members: [
      "definition",
      "roleArn",
      "input",
      "inspectionLevel",
      "revealSecrets",
      "variables",
      "stateName",
      "mock",
      "context",
      "stateConfiguration",
    ],
    authorize: ({ roleArn, revealSecrets }) => [
      { action: "states:TestState", resource: "*" },
      ...(roleArn === undefined ? [] : [{ action: "iam:PassRole", resource: roleArn }]),
      ...(revealSecrets === true ? [{ action: "states:RevealSecrets", resource: "*" }] : []),
    ],
    async handle({ definition = "", ...request }, { cloud }) {
      const id = cloud.newId();
      const { roleArn } = request;
      // A mock is given without the role, which then need not be there.
      if (roleArn !== undefined && request.mock === undefined) checkRole(cloud, roleArn, machineArn(cloud, id));
      let exchange: HttpExchange | undefined;
      const trace = {
        revealsSecrets: request.revealSecrets === true,
        tell: (told: HttpExchange) => void (exchange = told),
      };
      const options: TestStateOptions = {
        hash: nodeHash,
        at: cloud.clock.now(),
        region: cloud.region,
        account: cloud.accountId,
        id,
        checkUnmocked,
        sleep: sleepOf(cloud),
        performTask: performWith({ cloud, loadModel, execution: pretendedExecution(cloud, id, request), trace }),
      };
      try {
        const response = await runTest({ ...request, definition } as TestStateRequest, options);
        if (request.inspectionLevel !== "TRACE" || exchange === undefined) return response;
        return { ...response, inspectionData: { ...response.inspectionData, ...exchange } };
      } catch (error) {
        if (error instanceof TestStateRefusal) throw new AwsError(error.code, error.message);
        throw error;
      }
    },
  };
};

/** Refuses what the local cloud cannot do, as it does when a state machine is created. */
function checkUnmocked(state: State): void {
  const diagnostics = checkResources({ StartAt: "StateName", States: { StateName: state } });
  if (diagnostics.length > 0) throw new AwsError("InvalidDefinition", invalidDefinitionMessage(diagnostics));
}

function sleepOf({ clock }: Cloud): NonNullable<TestStateOptions["sleep"]> {
  return (milliseconds, signal) =>
    new Promise((resolve) => {
      const cancel = clock.at(clock.now() + milliseconds, resolve);
      signal.addEventListener("abort", cancel, { once: true });
    });
}

function performWith(call: Omit<TaskCall, "task" | "principal">): PerformTask {
  const { cloud, execution } = call;
  return async (task) => {
    const integration = integrationOf(task.resource);
    if (integration === undefined) throw new Error(`${task.resource} should have been refused`);
    try {
      return await integration.perform(asTaskRole({ ...call, task, principal: principalOf(execution) }));
    } catch (error) {
      if (error instanceof TaskFailure) throw error;
      // Our own fault, not AWS's: it must not read like an error that a workflow may retry.
      cloud.log(`states: a test of ${task.resource} broke an integration: ${String(error)}`);
      throw new TaskFailure("States.Runtime", error instanceof Error ? error.message : String(error));
    }
  };
}

/** What a task is told of the execution that it belongs to; nothing of it is stored. */
function pretendedExecution(
  cloud: Cloud,
  id: string,
  { roleArn = "", input = "{}" }: Pick<TestStateInput, "roleArn" | "input">,
): ExecutionRow {
  return {
    id: 0,
    arn: expressArn(cloud, id, id),
    name: id,
    machineArn: machineArn(cloud, id),
    machineName: id,
    type: "EXPRESS",
    versionArn: undefined,
    aliasArn: undefined,
    revisionId: undefined,
    roleArn,
    definitionHash: "",
    logging: undefined,
    traceHeader: undefined,
    status: "RUNNING",
    input,
    output: undefined,
    error: undefined,
    cause: undefined,
    startedAt: cloud.clock.now(),
    stoppedAt: undefined,
    redriveCount: 0,
    redrivenAt: undefined,
  };
}
