import type { StartExecutionInput, StartExecutionOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { executionArn, expressArn, machineArnOf } from "./arns.ts";
import { beginExecution, checkInput } from "./begin-execution.ts";
import { checkName } from "./check-name.ts";
import { executionAlreadyExists } from "./errors.ts";
import { findActiveMachine } from "./find-machine.ts";
import type { States } from "./states.ts";

export const startExecution = (states: States): Operation<StartExecutionInput, StartExecutionOutput> => ({
  members: ["stateMachineArn", "name", "input", "traceHeader"],
  // AWS checks the right on the state machine's own ARN, whatever version or alias is asked for.
  authorize: (input) => [{ action: "states:StartExecution", resource: machineArnOf(input.stateMachineArn) }],
  async handle(request, { cloud }) {
    const { stateMachineArn, input = "{}" } = request;
    const name = checkName(request.name ?? cloud.newId());
    checkInput(input);
    const machine = findActiveMachine(states, stateMachineArn);
    if (machine.type === "EXPRESS") {
      const started = await beginExecution(states, {
        machine,
        arn: expressArn(cloud, machine.name, name),
        name,
        request,
      });
      return { executionArn: started.arn, startDate: new Date(started.startedAt) };
    }
    const arn = executionArn(cloud, machine.name, name);
    const existing = states.runtime.find(arn);
    if (existing !== undefined) {
      if (existing.status !== "RUNNING" || existing.input !== input) throw executionAlreadyExists(arn);
      await states.runtime.started(arn);
      return { executionArn: arn, startDate: new Date(existing.startedAt) };
    }
    const started = await beginExecution(states, { machine, arn, name, request });
    return { executionArn: arn, startDate: new Date(started.startedAt) };
  },
});
