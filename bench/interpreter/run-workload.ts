import { isDeepStrictEqual } from "node:util";
import { StateMachine } from "aws-local-stepfunctions";
import type { Json } from "#asl";
import { loadMachine, runExecution } from "#interpreter";
import type { Machine, Workload } from "./workload.ts";

/** Does the work once. */
export type Runner = () => Promise<void>;

/** Ours, with history in memory and no end of events. */
export function runOurs(workload: Workload, definition: Machine): Runner {
  const machine = loadMachine(definition, { type: "EXPRESS" });
  const { input, tasks = {} } = workload;
  return () =>
    runAll(workload, async () => {
      const performTask = ({ stateName, arguments: given }: { readonly stateName: string; readonly arguments: Json }) =>
        tasks[stateName]!(given);
      const { status, output, cause } = await runExecution({ machine, input, performTask });
      if (status !== "SUCCEEDED") throw new Error(`${workload.name}: ${status} ${cause}`);
      return output ?? null;
    });
}

/** The peer, which knows JSONPath only. */
export function runPeer(workload: Workload): Runner {
  const { QueryLanguage: _, ...definition } = workload.jsonPath;
  const machine = new StateMachine(definition as never, { validationOptions: { noValidate: true } });
  const { input, tasks = {} } = workload;
  const overrides = { taskResourceLocalHandlers: tasks as never };
  return () =>
    runAll(workload, async () => {
      const { result, eventLogs } = machine.run(input as never, { overrides });
      // Its history is kept too.
      const history: unknown[] = [];
      for await (const event of eventLogs) history.push(event);
      return (await result) as Json;
    });
}

export function runPlain(workload: Workload): Runner {
  return () => runAll(workload, () => workload.plain(workload.input));
}

async function runAll({ name, executions, output }: Workload, execute: () => Promise<Json>): Promise<void> {
  const outputs = await Promise.all(Array.from({ length: executions }, execute));
  if (!isDeepStrictEqual(outputs[0], output)) throw new Error(`${name} gave ${JSON.stringify(outputs[0])}`);
}
