import { appendFileSync, readFileSync } from "node:fs";
import { startCloud } from "../../../src/local/start-cloud.ts";
import { createStatesServiceWith } from "../../../src/local/services/states/index.ts";
import { createIamService } from "../../../src/local/services/iam/index.ts";
import { createStsService } from "../../../src/local/services/sts/index.ts";
import type { CreateService } from "../../../src/local/service.ts";
import { createRoles, lambdaStandIn, roleArn } from "./stand-ins.ts";

// A process of the crash test: runs executions on a data folder until it is killed, or until all are over.
// Its journal says, across all lives, which starts were acknowledged and which tasks ran.

const [dataFolder = "", journal = "", executions = "0"] = process.argv.slice(2);

const note = (line: string): void => appendFileSync(journal, `${line}\n`);

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const lambda = lambdaStandIn(async (payload) => {
  const { execution, step } = payload as { execution: number; step: number };
  note(`task ${execution} ${step}`);
  await pause(Math.random() * 8);
  return { execution, step: step + 1 };
});

// Events are kept in the transaction of the step that they tell of, as the default bus keeps them.
const states: CreateService = (cloud) => {
  cloud.db.exec("CREATE TABLE IF NOT EXISTS told (name TEXT, status TEXT)");
  return createStatesServiceWith(cloud, {
    putEvents: (events) => {
      const insert = cloud.db.prepare("INSERT INTO told VALUES (?, ?)");
      for (const { detail } of events) insert.run(String(detail.name), String(detail.status));
    },
    recordMetrics: () => undefined,
    writeLog: () => undefined,
  });
};

const task = (next: object): object => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Arguments: { FunctionName: "work", Payload: "{% $states.input %}" },
  Output: "{% $states.result.Payload %}",
  ...next,
});

const { cloud, close } = await startCloud({
  dataFolder,
  port: 0,
  services: [createStsService, createIamService, lambda, states],
});
const root = { kind: "root" } as const;
// A life that follows another finds its roles there.
await createRoles(cloud).catch((error: Error) => {
  if (!error.name.startsWith("EntityAlreadyExists")) throw error;
});

await cloud.call(
  "states",
  "CreateStateMachine",
  {
    name: "crash",
    roleArn,
    definition: JSON.stringify({
      QueryLanguage: "JSONata",
      StartAt: "First",
      States: {
        First: task({ Next: "Wait" }),
        Wait: { Type: "Wait", Timestamp: "{% $fromMillis($millis() + 20) %}", Next: "Each" },
        Each: {
          Type: "Map",
          Items: "{% [0..2].{ 'execution': $states.input.execution, 'step': 10 + $ } %}",
          ItemProcessor: { StartAt: "One", States: { One: task({ End: true }) } },
          Output: "{% { 'execution': $states.input.execution, 'step': 20 } %}",
          Next: "Spread",
        },
        Spread: {
          Type: "Map",
          Items: "{% [0..1].{ 'execution': $states.input.execution, 'step': 30 + $ } %}",
          MaxConcurrency: 1,
          ItemProcessor: {
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
            StartAt: "Part",
            States: { Part: task({ End: true }) },
          },
          Output: "{% { 'execution': $states.input.execution, 'step': 40 } %}",
          Next: "Last",
        },
        Last: task({ End: true }),
      },
    }),
  },
  root,
);
const machine = "arn:aws:states:us-east-1:000000000000:stateMachine:crash";

const begun = new Set(
  readFileSync(journal, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("started "))
    .map((line) => line.split(" ")[1]),
);
for (let execution = 0; execution < Number(executions); execution += 1) {
  if (begun.has(String(execution))) continue;
  const input = JSON.stringify({ execution, step: 0 });
  const started = cloud
    .call("states", "StartExecution", { stateMachineArn: machine, name: `e${execution}`, input }, root)
    // A start that was committed but not acknowledged is found again under its name.
    .catch((error: Error) => {
      if (error.name !== "ExecutionAlreadyExists") throw error;
    })
    .then(() => note(`started ${execution}`));
  if (execution % 5 === 0) await started;
}

for (;;) {
  const running = await cloud.call<{ executions: readonly object[] }>(
    "states",
    "ListExecutions",
    { stateMachineArn: machine, statusFilter: "RUNNING", maxResults: 1 },
    root,
  );
  if (running.executions.length === 0) break;
  await pause(5);
}
await close();
note("over");
