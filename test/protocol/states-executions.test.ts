import {
  DescribeExecutionCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
  RedriveExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from "@aws-sdk/client-sfn";
import type { CreateStateMachineCommandInput } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { finished, lambdaTask } from "../local/runtime/execute.ts";
import { keepTold, roleArn, standInService } from "../local/runtime/stand-ins.ts";
import type { TestCloud } from "../support/test-cloud.ts";
import { done, openStates, refusal, states, type StatesClient, waiting } from "./states-client.ts";

const { told, outlets } = keepTold();
let client: StatesClient;
let cloud: TestCloud;
let sfn: SFNClient;
let count = 0;
/** A name that no other test has. */
let name: string;

beforeAll(async () => {
  const logs = standInService("logs", { DescribeLogGroups: () => ({ logGroups: [{ logGroupName: "/there" }] }) });
  const lambda = (payload: object): unknown => {
    if ("fail" in payload) throw new TypeError("asked to fail");
    return payload;
  };
  client = await openStates({ outlets, others: [logs], lambda });
  ({ cloud, sfn } = client);
});

beforeEach(() => {
  name = `machine-${(count += 1)}`;
});

afterAll(() => client.close());

const create = (definition: string, more: Partial<CreateStateMachineCommandInput> = {}): Promise<string> =>
  client.create(name, definition, more);

const start: StatesClient["start"] = (...args) => client.start(...args);

describe("executions", () => {
  it("run to their end and are described with input and output", async () => {
    const arn = await create(states({ Work: lambdaTask({ End: true }) }));
    const executionArn = await start(arn, '{ "a": 1 }', "one");
    expect(executionArn).toBe(`arn:aws:states:us-east-1:000000000000:execution:${name}:one`);
    await finished(cloud, executionArn);
    expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      executionArn,
      stateMachineArn: arn,
      name: "one",
      status: "SUCCEEDED",
      input: '{ "a": 1 }',
      inputDetails: { included: true },
      output: '{"a":1}',
      outputDetails: { included: true },
      redriveCount: 0,
      startDate: expect.any(Date) as Date,
      stopDate: expect.any(Date) as Date,
    });
  });

  it("fail with error and cause", async () => {
    const arn = await create(states({ Work: lambdaTask({ End: true }) }));
    const executionArn = await start(arn, '{"fail":true}');
    await finished(cloud, executionArn);
    const described = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect(described).toMatchObject({ status: "FAILED", error: "TypeError" });
    expect(described.cause).toContain("asked to fail");
    expect(described.output).toBeUndefined();
  });

  it("are started once per name while input and name are the same", async () => {
    const arn = await create(waiting);
    const [first, again] = await Promise.all([start(arn, "{}", "one"), start(arn, "{}", "one")]);
    expect(again).toBe(first);
    const taken = ["ExecutionAlreadyExists", `Execution Already Exists: '${first}'`];
    expect(await refusal(start(arn, '{"other":1}', "one"))).toEqual(taken);
    await sfn.send(new StopExecutionCommand({ executionArn: first }));
    expect(await refusal(start(arn, "{}", "one"))).toEqual(taken);
  });

  it("are stopped with a reason, and stopping again changes nothing", async () => {
    const executionArn = await start(await create(waiting));
    const stop = { executionArn, error: "Enough", cause: "tired of it" };
    const { stopDate } = await sfn.send(new StopExecutionCommand(stop));
    const again = await sfn.send(new StopExecutionCommand({ executionArn, error: "Later" }));
    expect(again.stopDate).toEqual(stopDate);
    const described = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect(described).toMatchObject({ status: "ABORTED", error: "Enough", cause: "tired of it", stopDate });
  });

  it("keep the definition that they started with", async () => {
    const arn = await create(waiting);
    const executionArn = await start(arn);
    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn: arn, definition: done }));
    const described = await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(described).toMatchObject({ stateMachineArn: arn, name, definition: waiting, roleArn });
    const later = await start(arn);
    expect((await finished(cloud, later)).status).toBe("SUCCEEDED");
  });

  it("are listed newest first, by status and page by page", async () => {
    const arn = await create(waiting);
    const started: string[] = [];
    for (let n = 0; n < 5; n += 1) started.push(await start(arn));
    await sfn.send(new StopExecutionCommand({ executionArn: started[1] }));
    const list = async (statusFilter: "RUNNING" | "ABORTED" | undefined) => {
      const found: (string | undefined)[] = [];
      let nextToken: string | undefined;
      do {
        const request = { stateMachineArn: arn, statusFilter, maxResults: 2, nextToken };
        const page = await sfn.send(new ListExecutionsCommand(request));
        found.push(...(page.executions ?? []).map(({ executionArn }) => executionArn));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return found;
    };
    const newestFirst = started.toReversed();
    expect(await list(undefined)).toEqual(newestFirst);
    expect(await list("RUNNING")).toEqual(newestFirst.filter((one) => one !== started[1]));
    expect(await list("ABORTED")).toEqual([started[1]]);
  });

  it("tell their history forwards, backwards, in pages and without data", async () => {
    const executionArn = await start(await create(states({ Work: lambdaTask({ End: true }) })), '{"a":1}');
    await finished(cloud, executionArn);
    const whole = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    const types = whole.events?.map(({ type }) => type);
    expect(types?.join(" ")).toBe(
      "ExecutionStarted TaskStateEntered TaskScheduled TaskStarted TaskSucceeded TaskStateExited ExecutionSucceeded",
    );
    expect(whole.events?.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(whole.events?.[0]?.timestamp).toBeInstanceOf(Date);
    expect(whole.events?.[1]?.stateEnteredEventDetails).toMatchObject({ name: "Work", input: '{"a":1}' });

    const backwards: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const request = { executionArn, reverseOrder: true, maxResults: 3, nextToken };
      const page = await sfn.send(new GetExecutionHistoryCommand(request));
      backwards.push(...(page.events ?? []).map(({ type }) => type));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(backwards).toEqual(types?.toReversed());

    const bare = await sfn.send(new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }));
    expect(JSON.stringify(bare.events)).not.toContain('\\"a\\":1');
    expect(bare.events?.[1]?.stateEnteredEventDetails).toEqual({ name: "Work" });
  });

  it("log their failures where the state machine asks for it, without data unless asked", async () => {
    const destinations = [
      { cloudWatchLogsLogGroup: { logGroupArn: "arn:aws:logs:us-east-1:000000000000:log-group:/there:*" } },
    ];
    const arn = await create(states({ Work: lambdaTask({ End: true }) }), {
      loggingConfiguration: { level: "ERROR", destinations },
    });
    const executionArn = await start(arn, '{"fail":"secret"}');
    await finished(cloud, executionArn);
    const lines = told.logs.flatMap(({ group, lines }) =>
      lines.map((line) => ({ group, ...(JSON.parse(line) as Record<string, unknown>) })),
    );
    expect(lines).toMatchObject([
      { group: "/there", type: "TaskFailed", execution_arn: executionArn, id: "5", previous_event_id: "4" },
      { group: "/there", type: "ExecutionFailed", details: { error: "TypeError" } },
    ]);
    expect(JSON.stringify(lines)).not.toContain("secret");
  });
});

describe("StartExecution rejects", () => {
  it("input that is not JSON or too large", async () => {
    const arn = await create(done);
    expect((await refusal(start(arn, "{nope")))[0]).toBe("InvalidExecutionInput");
    expect((await refusal(start(arn, `"${"x".repeat(262_143)}"`)))[0]).toBe("ValidationException");
    expect((await refusal(start(arn, `"${"x".repeat(262_142)}"`)))[0]).toBe("accepted");
  });

  it("state machines, versions and names that cannot be", async () => {
    const arn = await create(done);
    expect(await refusal(start("nonsense"))).toEqual(["InvalidArn", "Invalid Arn: 'nonsense'"]);
    expect((await refusal(start(`${arn}x`)))[0]).toBe("StateMachineDoesNotExist");
    expect((await refusal(start(`${arn}:7`)))[0]).toBe("StateMachineDoesNotExist");
    expect(await refusal(start(arn, "{}", "a b"))).toEqual(["InvalidName", "Invalid Name: 'a b'"]);
  });
});

it("refuses by name what is not there", async () => {
  const executionArn = `arn:aws:states:us-east-1:000000000000:execution:${name}:gone`;
  expect(await refusal(sfn.send(new DescribeExecutionCommand({ executionArn })))).toEqual([
    "ExecutionDoesNotExist",
    `Execution Does Not Exist: '${executionArn}'`,
  ]);
  expect(await refusal(sfn.send(new RedriveExecutionCommand({ executionArn })))).toEqual([
    "ExecutionDoesNotExist",
    `Execution Does Not Exist: '${executionArn}'`,
  ]);
});

describe("redrives", () => {
  const redrive = (executionArn: string, clientToken: string = crypto.randomUUID()) =>
    sfn.send(new RedriveExecutionCommand({ executionArn, clientToken }));

  it("let an execution that failed go on, and tell when they did", async () => {
    const executionArn = await start(await create(states({ Stop: { Type: "Fail", Error: "No" } })));
    await finished(cloud, executionArn);
    const { redriveDate } = await redrive(executionArn);
    await finished(cloud, executionArn);
    const described = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect(described).toMatchObject({ status: "FAILED", redriveCount: 1, redriveDate, redriveStatus: "REDRIVABLE" });
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.map(({ type }) => type)).toEqual([
      "ExecutionStarted",
      "FailStateEntered",
      "ExecutionFailed",
      "ExecutionRedriven",
      "FailStateEntered",
      "ExecutionFailed",
    ]);
    expect(events[3]?.executionRedrivenEventDetails).toEqual({ redriveCount: 1 });
  });

  it("are refused with AWS's errors", async () => {
    const executionArn = await start(await create(done));
    await finished(cloud, executionArn);
    expect(await refusal(redrive(executionArn))).toEqual([
      "ExecutionNotRedrivable",
      "Execution is SUCCEEDED and cannot be redriven",
    ]);
    expect((await refusal(redrive("nonsense")))[0]).toBe("InvalidArn");
    expect((await refusal(redrive(executionArn, "a b")))[0]).toBe("ValidationException");
  });
});
