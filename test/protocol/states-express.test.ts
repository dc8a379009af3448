import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from "@aws-sdk/client-sfn";
import type { StartSyncExecutionCommandInput } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readExecution } from "../../src/local/executions/read-execution.ts";
import { finished } from "../local/runtime/execute.ts";
import { keepTold, roleArn, standInService } from "../local/runtime/stand-ins.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { done, openStates, refusal, states, type StatesClient, waiting } from "./states-client.ts";

const { told, outlets } = keepTold();
const clock = createManualClock();
let client: StatesClient;
let sfn: StatesClient["sfn"];
let count = 0;
/** A name that no other test has. */
let name: string;

beforeAll(async () => {
  const logs = standInService("logs", { DescribeLogGroups: () => ({ logGroups: [{ logGroupName: "/there" }] }) });
  client = await openStates({ outlets, clock, others: [logs] });
  ({ sfn } = client);
});

beforeEach(() => {
  name = `express-${(count += 1)}`;
});

afterAll(() => client.close());

const logGroupArn = "arn:aws:logs:us-east-1:000000000000:log-group:/there:*";

const express = (definition: string): Promise<string> =>
  client.create(name, definition, {
    type: "EXPRESS",
    loggingConfiguration: {
      level: "ALL",
      includeExecutionData: true,
      destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }],
    },
  });

const startSync = (stateMachineArn: string, more: Partial<StartSyncExecutionCommandInput> = {}) =>
  sfn.send(new StartSyncExecutionCommand({ stateMachineArn, ...more }));

const failing = states({ No: { Type: "Fail", Error: "SomeFailure", Cause: "for a reason" } });

describe("an Express state machine", () => {
  it("is created, described and listed", async () => {
    const stateMachineArn = await express(done);
    expect(await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({ type: "EXPRESS" });
    const { stateMachines } = await sfn.send(new ListStateMachinesCommand({}));
    expect(stateMachines?.find((machine) => machine.name === name)).toMatchObject({ type: "EXPRESS" });
  });

  it("keeps its type: no other may be created under its name, and an update has none", async () => {
    const stateMachineArn = await express(done);
    expect(await refusal(client.create(name, done))).toEqual([
      "StateMachineAlreadyExists",
      `State Machine Already Exists: '${stateMachineArn}'`,
    ]);
    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: failing }));
    expect(await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({ type: "EXPRESS" });
    const job = states({ A: { ...startExecution(".sync:2"), End: true } });
    const update = sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: job }));
    expect((await refusal(update))[0]).toBe("InvalidDefinition");
  });

  // AWS's words, as recorded by LocalStack: tests/aws/services/stepfunctions/v2/test_sfn_api_express.snapshot.json.
  it.each([
    [
      "a callback",
      { A: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", End: true } },
      "Express state machine does not support '.waitForTaskToken' service integration  at /States/A/Resource",
    ],
    [
      "a job",
      { A: { ...startExecution(".sync"), End: true } },
      "Express state machine does not support '.sync' service integration at /States/A/Resource",
    ],
  ])("rejects %s", async (_, named, reason) => {
    expect(await refusal(express(states(named)))).toEqual([
      "InvalidDefinition",
      `Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: ${reason}'`,
    ]);
    const validate = new ValidateStateMachineDefinitionCommand({ definition: states(named), type: "EXPRESS" });
    expect((await sfn.send(validate)).result).toBe("FAIL");
  });

  it("rejects a distributed Map, in a branch too", async () => {
    const ItemProcessor = {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
      StartAt: "B",
      States: { B: { Type: "Pass", End: true } },
    };
    const branch = { StartAt: "M", States: { M: { Type: "Map", ItemProcessor, End: true } } };
    const [code, message] = await refusal(express(states({ A: { Type: "Parallel", Branches: [branch], End: true } })));
    expect([code, message]).toEqual(["InvalidDefinition", expect.stringContaining("'DISTRIBUTED' mode at /States/A")]);
  });
});

describe("StartExecution of an Express state machine", () => {
  it("starts another execution each time, also under the same name", async () => {
    const arn = await express(done);
    const [first, second] = [await client.start(arn, "{}", "one"), await client.start(arn, "{}", "one")];
    expect(first).toMatch(new RegExp(`^arn:aws:states:us-east-1:000000000000:express:${name}:one:[0-9a-f-]{36}$`));
    expect(second).not.toBe(first);
  });

  it("tells what happens to the log alone, and counts it; no event tells of it", async () => {
    const executionArn = await client.start(await express(failing), '{"n":1}');
    const detail = await over(executionArn);
    expect(detail).toMatchObject({ status: "FAILED", error: "SomeFailure" });
    const lines = told.logs.flatMap(({ group, lines: written }) => (group === "/there" ? written : []));
    const own = lines.map((line) => JSON.parse(line) as LogLine).filter((line) => line.execution_arn === executionArn);
    expect(own.map(({ type }) => type)).toEqual(["ExecutionStarted", "FailStateEntered", "ExecutionFailed"]);
    expect(own[0]?.details).toMatchObject({ input: '{"n":1}', inputDetails: { truncated: false }, roleArn });
    expect(own.at(-1)).toEqual({
      id: "3",
      type: "ExecutionFailed",
      details: { error: "SomeFailure", cause: "for a reason" },
      previous_event_id: "2",
      event_timestamp: String(clock.now()),
      execution_arn: executionArn,
      redrive_count: "0",
    });
    expect(told.events.filter(({ resources }) => resources[0] === executionArn)).toEqual([]);
    const metrics = told.metrics.filter(({ dimension }) => dimension.value.endsWith(`:${name}`));
    expect(metrics.map((metric) => metric.name)).toEqual(["ExecutionsStarted", "ExecutionsFailed", "ExecutionTime"]);
  });

  it("leaves an execution that the console finds, with its cause and its history", async () => {
    const executionArn = await client.start(await express(failing));
    expect(await over(executionArn)).toMatchObject({
      workflow: name,
      status: "FAILED",
      outcome: "SomeFailure",
      cause: "for a reason",
      history: [{ type: "ExecutionStarted" }, { type: "FailStateEntered" }, { type: "ExecutionFailed" }],
      definition: { StartAt: "No" },
    });
  });

  // As recorded, see above.
  it("leaves nothing that the operations of Step Functions tell of", async () => {
    const stateMachineArn = await express(done);
    const executionArn = await client.start(stateMachineArn);
    const commands = [
      new DescribeExecutionCommand({ executionArn }),
      new StopExecutionCommand({ executionArn }),
      new GetExecutionHistoryCommand({ executionArn }),
      new DescribeStateMachineForExecutionCommand({ executionArn }),
    ] as const;
    for (const command of commands) {
      expect(await refusal(sfn.send(command as DescribeExecutionCommand))).toEqual([
        "InvalidArn",
        "Invalid Arn: 'Resource type not valid in this context: express'",
      ]);
    }
    expect(await refusal(sfn.send(new ListExecutionsCommand({ stateMachineArn })))).toEqual([
      "StateMachineTypeNotSupported",
      "This operation is not supported by this type of state machine",
    ]);
  });
});

interface LogLine {
  readonly type: string;
  readonly details: object;
  readonly execution_arn: string;
}

function startExecution(pattern: string): object {
  return {
    Type: "Task",
    Resource: `arn:aws:states:::states:startExecution${pattern}`,
    Arguments: { StateMachineArn: "arn:aws:states:us-east-1:000000000000:stateMachine:x" },
  };
}

/** What the console shows of an execution, once it is over. */
async function over(executionArn: string) {
  const { cloud } = client.cloud;
  const ended = Promise.withResolvers<void>();
  const look = (): void => {
    readExecution(cloud, executionArn).then(({ status }) => status !== "RUNNING" && ended.resolve(), ended.reject);
  };
  const unsubscribe = cloud.subscribe(look);
  look();
  await ended.promise;
  unsubscribe();
  return readExecution(cloud, executionArn);
}

describe("StartSyncExecution", () => {
  it("answers with the output, and with what it would cost", async () => {
    const stateMachineArn = await express(done);
    const answer = await startSync(stateMachineArn, { input: '{"n":[1]}', name: "one", traceHeader: "Root=1-1-1" });
    const executionArn = answer.executionArn ?? "";
    expect(executionArn).toMatch(new RegExp(`:express:${name}:one:[0-9a-f-]{36}$`));
    const { $metadata: _, ...rest } = answer;
    expect(rest).toEqual({
      executionArn,
      stateMachineArn,
      name: "one",
      status: "SUCCEEDED",
      startDate: new Date(clock.now()),
      stopDate: new Date(clock.now()),
      input: '{"n":[1]}',
      inputDetails: { included: true },
      output: '{"n":[1]}',
      outputDetails: { included: true },
      traceHeader: "Root=1-1-1",
      billingDetails: { billedMemoryUsedInMB: 64, billedDurationInMilliseconds: 100 },
    });
  });

  it("answers a failure in the same way", async () => {
    const { status, error, cause, output } = await startSync(await express(failing));
    expect({ status, error, cause, output }).toEqual({
      status: "FAILED",
      error: "SomeFailure",
      cause: "for a reason",
      output: undefined,
    });
  });

  it("leaves out the data where it is asked to", async () => {
    const answer = await startSync(await express(done), { includedData: "METADATA_ONLY" });
    expect([answer.input, answer.output, answer.inputDetails]).toEqual([undefined, undefined, { included: false }]);
  });

  it("ends after five minutes, whatever is under way", async () => {
    const started = told.metrics.length;
    const running = startSync(await express(waiting));
    const hasStarted = (): boolean => told.metrics.slice(started).some((metric) => metric.name === "ExecutionsStarted");
    while (!hasStarted()) await clock.advance(0);
    await clock.advance(299_000);
    await clock.advance(1_000);
    const { status, error, startDate, stopDate, billingDetails } = await running;
    expect([status, error, (stopDate?.getTime() ?? 0) - (startDate?.getTime() ?? 0)]).toEqual([
      "TIMED_OUT",
      "States.Timeout",
      300_000,
    ]);
    expect(billingDetails?.billedDurationInMilliseconds).toBe(300_000);
  });

  it("rejects a Standard state machine, one that is not there, and an input that is no JSON", async () => {
    const standard = await client.create(name, done);
    expect((await refusal(startSync(standard)))[0]).toBe("StateMachineTypeNotSupported");
    expect((await refusal(startSync(`${standard}x`)))[0]).toBe("StateMachineDoesNotExist");
    name = `${name}-too`;
    expect((await refusal(startSync(await express(done), { input: "{" })))[0]).toBe("InvalidExecutionInput");
  });

  it("is what a Task state calls, with the input as JSON and the output as text", async () => {
    const child = await express(
      states({ A: { Type: "Pass", Output: { got: "{% $states.input.n + 1 %}" }, End: true } }),
    );
    name = `${name}-parent`;
    const call = {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:sfn:startSyncExecution",
      Arguments: { StateMachineArn: child, Input: { n: 1 } },
      Output: "{% [$states.result.Status, $states.result.Output, $parse($states.result.Output).got] %}",
      End: true,
    };
    const { output } = await finished(
      client.cloud,
      await client.start(await client.create(name, states({ Call: call }))),
    );
    expect(JSON.parse(output ?? "")).toEqual(["SUCCEEDED", '{"got":2}', 2]);
  });

  it("is refused without the right", async () => {
    const child = await express(done);
    name = `${name}-parent`;
    const call = {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:sfn:startSyncExecution",
      Arguments: { StateMachineArn: child },
      End: true,
    };
    const role = roleArn.replace(/machine$/, "powerless");
    const parent = await sfn.send(
      new CreateStateMachineCommand({ name, definition: states({ Call: call }), roleArn: role }),
    );
    const { error, cause } = await finished(client.cloud, await client.start(parent.stateMachineArn ?? ""));
    expect([error, cause]).toEqual(["Sfn.SfnException", expect.stringContaining("states:StartSyncExecution")]);
  });
});

describe("a cloud that stops", () => {
  it("sends away who waits for an Express execution, which goes on after the next start", async () => {
    const own = await openStates({ outlets: keepTold().outlets });
    const arn = await own.create("slow", waiting, { type: "EXPRESS" });
    const arrived = Promise.withResolvers<void>();
    own.cloud.cloud.subscribe((topic) => topic === "execution" && arrived.resolve());
    const answer = refusal(own.sfn.send(new StartSyncExecutionCommand({ stateMachineArn: arn })));
    await arrived.promise;
    const before = Date.now();
    await own.close();
    expect(await answer).not.toEqual(["accepted", ""]);
    expect(Date.now() - before).toBeLessThan(1500);
  });
});
