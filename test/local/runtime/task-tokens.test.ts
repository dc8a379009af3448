import { afterEach, describe, expect, it } from "vitest";
import type { TestCloud } from "../../support/test-cloud.ts";
import { callStates, createMachine, finished, historyTypes, start, until } from "./execute.ts";
import type { FunctionStandIn } from "./stand-ins.ts";
import { createStatesCloud } from "./stand-ins.ts";

const open: TestCloud[] = [];

afterEach(async () => {
  for (const cloud of open.splice(0)) await cloud.close();
});

const ask = (more: object = {}): object => ({
  Ask: {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
    Arguments: { FunctionName: "work", Payload: { token: "{% $states.context.Task.Token %}" } },
    End: true,
    ...more,
  },
});

/** Starts an execution that waits for the answer to its token. */
async function asked(more: object = {}, answer: FunctionStandIn = () => "asked") {
  const tokens: string[] = [];
  const lambda: FunctionStandIn = (payload, input) => {
    tokens.push(String(payload.token));
    return answer(payload, input);
  };
  const cloud = await createStatesCloud({ lambda });
  open.push(cloud);
  const executionArn = await start(cloud, await createMachine(cloud, ask(more)));
  const submitted = () =>
    until(cloud, executionArn, async () => {
      const types = await historyTypes(cloud, executionArn);
      return types.includes("TaskSubmitted") ? types : undefined;
    });
  return { cloud, executionArn, submitted, token: () => tokens.at(-1) ?? "", tokens };
}

describe("a task that waits for the answer to its token", () => {
  it("ends with the answer, not with what the function said", async () => {
    const { cloud, executionArn, submitted, token } = await asked();
    await submitted();
    await callStates(cloud, "SendTaskHeartbeat", { taskToken: token() });
    await callStates(cloud, "SendTaskSuccess", { taskToken: token(), output: '{"approved":true}' });
    expect(await finished(cloud, executionArn)).toMatchObject({ status: "SUCCEEDED", output: '{"approved":true}' });
    expect(await historyTypes(cloud, executionArn)).toEqual([
      "ExecutionStarted",
      "TaskStateEntered",
      "TaskScheduled",
      "TaskStarted",
      "TaskSubmitted",
      "TaskSucceeded",
      "TaskStateExited",
      "ExecutionSucceeded",
    ]);
  });

  it("takes an answer that comes before the function has ended", async () => {
    const [gate, called] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { cloud, executionArn, token } = await asked({}, () => {
      called.resolve();
      return gate.promise;
    });
    await called.promise;
    await callStates(cloud, "SendTaskSuccess", { taskToken: token(), output: "1" });
    gate.resolve();
    expect(await finished(cloud, executionArn)).toMatchObject({ status: "SUCCEEDED", output: "1" });
  });

  it("fails as the answer says, and without a word where it says none", async () => {
    const first = await asked();
    await first.submitted();
    await callStates(first.cloud, "SendTaskFailure", {
      taskToken: first.token(),
      error: "Declined",
      cause: "too dear",
    });
    expect(await finished(first.cloud, first.executionArn)).toMatchObject({
      status: "FAILED",
      error: "Declined",
      cause: "too dear",
    });
    const second = await asked();
    await second.submitted();
    await callStates(second.cloud, "SendTaskFailure", { taskToken: second.token() });
    const described = await finished(second.cloud, second.executionArn);
    expect([described.status, described.error, described.cause]).toEqual(["FAILED", undefined, undefined]);
  });

  it("asks again with another token when it is retried", async () => {
    const Retry = [{ ErrorEquals: ["Busy"], IntervalSeconds: 1, MaxAttempts: 1 }];
    const { cloud, executionArn, submitted, tokens } = await asked({ Retry, TimeoutSeconds: 60 });
    await submitted();
    await callStates(cloud, "SendTaskFailure", { taskToken: tokens[0], error: "Busy" });
    await until(cloud, executionArn, async () => (tokens.length === 2 ? true : undefined));
    await expect(callStates(cloud, "SendTaskSuccess", { taskToken: tokens[0], output: "1" })).rejects.toThrow(
      "Task Timed Out: 'Provided task does not exist anymore'",
    );
    await callStates(cloud, "SendTaskSuccess", { taskToken: tokens[1], output: "2" });
    expect(await finished(cloud, executionArn)).toMatchObject({ output: "2" });
  });

  it("has not begun to wait where the function itself fails", async () => {
    const { cloud, executionArn } = await asked({}, () => {
      throw Object.assign(new Error("on holiday"), { name: "NobodyThere" });
    });
    expect(await finished(cloud, executionArn)).toMatchObject({ status: "FAILED", error: "NobodyThere" });
    expect(await historyTypes(cloud, executionArn)).toContain("TaskSubmitFailed");
  });

  it("is not asked again after a restart, and still takes its answer", async () => {
    const { cloud: before, executionArn, submitted, tokens } = await asked();
    await submitted();
    const cloud = await before.restart();
    open.splice(0, open.length, cloud);
    await callStates(cloud, "SendTaskSuccess", { taskToken: tokens[0], output: '"late"' });
    expect(await finished(cloud, executionArn)).toMatchObject({ output: '"late"' });
    expect(tokens).toHaveLength(1);
  });

  it("rejects what is no token, no JSON, or too late", async () => {
    const { cloud, executionArn, submitted, token } = await asked();
    await submitted();
    const send = (taskToken: string, output: string) => callStates(cloud, "SendTaskSuccess", { taskToken, output });
    await expect(send("abc", "1")).rejects.toThrow("Invalid Token");
    await expect(send(token(), "{")).rejects.toThrow("Invalid Output");
    await callStates(cloud, "StopExecution", { executionArn });
    await expect(send(token(), "1")).rejects.toThrow("Task Timed Out");
  });
});
