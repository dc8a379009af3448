import type { Outlets } from "../../runtime/outlets.ts";
import { createRuntime } from "../../runtime/runtime.ts";
import type { AnyOperation, Cloud, CreateService } from "../../service.ts";
import { createActivity } from "./create-activity.ts";
import { deleteActivity } from "./delete-activity.ts";
import { describeActivity } from "./describe-activity.ts";
import { getActivityTask } from "./get-activity-task.ts";
import { listActivities } from "./list-activities.ts";
import { createStateMachineAlias } from "./create-state-machine-alias.ts";
import { createStateMachine } from "./create-state-machine.ts";
import { deleteStateMachineAlias } from "./delete-state-machine-alias.ts";
import { deleteStateMachineVersion } from "./delete-state-machine-version.ts";
import { deleteStateMachine, finishDeletion } from "./delete-state-machine.ts";
import { describeExecution } from "./describe-execution.ts";
import { describeMapRun } from "./describe-map-run.ts";
import { describeStateMachineAlias } from "./describe-state-machine-alias.ts";
import { describeStateMachineForExecution } from "./describe-state-machine-for-execution.ts";
import { describeStateMachine } from "./describe-state-machine.ts";
import { createExecutionEnds } from "./execution-ends.ts";
import { getExecutionHistory } from "./get-execution-history.ts";
import { listExecutions } from "./list-executions.ts";
import { listMapRuns } from "./list-map-runs.ts";
import { listStateMachineAliases } from "./list-state-machine-aliases.ts";
import { listStateMachineVersions } from "./list-state-machine-versions.ts";
import { listStateMachines } from "./list-state-machines.ts";
import { listTagsForResource } from "./list-tags-for-resource.ts";
import { createMachineStore } from "./machine-store.ts";
import { publishStateMachineVersion } from "./publish-state-machine-version.ts";
import { redriveExecution } from "./redrive-execution.ts";
import { sendTaskFailure } from "./send-task-failure.ts";
import { sendTaskHeartbeat } from "./send-task-heartbeat.ts";
import { sendTaskSuccess } from "./send-task-success.ts";
import { startExecution } from "./start-execution.ts";
import { startSyncExecution } from "./start-sync-execution.ts";
import type { States } from "./states.ts";
import { stopExecution } from "./stop-execution.ts";
import { tagResource } from "./tag-resource.ts";
import { testState } from "./test-state.ts";
import { untagResource } from "./untag-resource.ts";
import { updateMapRun } from "./update-map-run.ts";
import { updateStateMachineAlias } from "./update-state-machine-alias.ts";
import { updateStateMachine } from "./update-state-machine.ts";
import { validateStateMachineDefinition } from "./validate-state-machine-definition.ts";
import { cloudOutlets } from "./cloud-outlets.ts";

/** Step Functions: state machines of both types in JSONata, on the durable runtime. */
export const createStatesService: CreateService = (cloud) => createStatesServiceWith(cloud, cloudOutlets(cloud));

/** As `createStatesService`, with other places to tell what happened. */
export function createStatesServiceWith(cloud: Cloud, outlets: Outlets): ReturnType<CreateService> {
  const runtime = createRuntime(cloud, outlets);
  const ends = createExecutionEnds(cloud, runtime);
  const states: States = { cloud, runtime, ends, machines: createMachineStore(cloud.db) };
  return {
    name: "states",
    operations: operationsOf(states),
    async resume() {
      for (const machine of states.machines.machinesBeingDeleted()) await finishDeletion(states, machine.arn);
      runtime.resume();
    },
    async close() {
      ends.close();
      await runtime.close();
    },
  };
}

function operationsOf(states: States): Readonly<Record<string, AnyOperation>> {
  return {
    CreateStateMachine: createStateMachine(states),
    CreateStateMachineAlias: createStateMachineAlias(states),
    DeleteStateMachine: deleteStateMachine(states),
    DeleteStateMachineAlias: deleteStateMachineAlias(states),
    DeleteStateMachineVersion: deleteStateMachineVersion(states),
    DescribeExecution: describeExecution(states),
    DescribeMapRun: describeMapRun(states),
    DescribeStateMachine: describeStateMachine(states),
    DescribeStateMachineAlias: describeStateMachineAlias(states),
    DescribeStateMachineForExecution: describeStateMachineForExecution(states),
    GetExecutionHistory: getExecutionHistory(states),
    ListExecutions: listExecutions(states),
    ListMapRuns: listMapRuns(states),
    ListStateMachineAliases: listStateMachineAliases(states),
    ListStateMachineVersions: listStateMachineVersions(states),
    ListStateMachines: listStateMachines(states),
    ListTagsForResource: listTagsForResource(states),
    PublishStateMachineVersion: publishStateMachineVersion(states),
    CreateActivity: createActivity(states),
    DeleteActivity: deleteActivity(states),
    DescribeActivity: describeActivity(states),
    GetActivityTask: getActivityTask(states),
    ListActivities: listActivities(states),
    RedriveExecution: redriveExecution(states),
    SendTaskFailure: sendTaskFailure(states),
    SendTaskHeartbeat: sendTaskHeartbeat(states),
    SendTaskSuccess: sendTaskSuccess(states),
    StartExecution: startExecution(states),
    StartSyncExecution: startSyncExecution(states),
    StopExecution: stopExecution(states),
    TagResource: tagResource(states),
    TestState: testState(),
    UntagResource: untagResource(states),
    UpdateMapRun: updateMapRun(states),
    UpdateStateMachine: updateStateMachine(states),
    UpdateStateMachineAlias: updateStateMachineAlias(states),
    ValidateStateMachineDefinition: validateStateMachineDefinition,
  };
}
