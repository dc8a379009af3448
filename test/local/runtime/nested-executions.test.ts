import type { ListExecutionsOutput } from "@aws-sdk/client-sfn";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TestCloud } from "../../support/test-cloud.ts";
import { callStates, createMachine, finished, historyTypes, start, until } from "./execute.ts";
import { createStatesCloud } from "./stand-ins.ts";

let cloud: TestCloud;

beforeEach(async () => {
  cloud = await createStatesCloud({});
});
afterEach(() => cloud.close());

const call = (stateMachineArn: string, version = ":2"): object => ({
  Call: {
    Type: "Task",
    Resource: `arn:aws:states:::states:startExecution.sync${version}`,
    Arguments: { StateMachineArn: stateMachineArn, Input: "{% $states.input %}" },
    End: true,
  },
});
const double = { Double: { Type: "Pass", Output: { n: "{% $states.input.n * 2 %}" }, End: true } };
const wait = { Wait: { Type: "Wait", Seconds: 86_400, End: true } };
const fail = { Broken: { Type: "Fail", Error: "Broken", Cause: "on purpose" } };

describe("states:startExecution.sync:2", () => {
  it("waits for the other execution and gives its output as JSON", async () => {
    const child = await createMachine(cloud, double, "child");
    const executionArn = await start(cloud, await createMachine(cloud, call(child), "parent"), { n: 21 });
    const { status, output } = await finished(cloud, executionArn);
    expect(status).toBe("SUCCEEDED");
    expect(JSON.parse(output ?? "")).toMatchObject({
      Input: { n: 21 },
      InputDetails: { Included: true },
      Output: { n: 42 },
      OutputDetails: { Included: true },
      StateMachineArn: child,
      Status: "SUCCEEDED",
    });
    expect(await historyTypes(cloud, executionArn)).toContain("TaskSubmitted");
  });

  it("gives the output as text without :2", async () => {
    const child = await createMachine(cloud, double, "child");
    const executionArn = await start(cloud, await createMachine(cloud, call(child, ""), "parent"), { n: 1 });
    expect(JSON.parse((await finished(cloud, executionArn)).output ?? "")).toMatchObject({ Output: '{"n":2}' });
  });

  it("fails with what became of the other execution as its cause", async () => {
    const child = await createMachine(cloud, fail, "child");
    const executionArn = await start(cloud, await createMachine(cloud, call(child), "parent"));
    const { status, error, cause } = await finished(cloud, executionArn);
    expect([status, error]).toEqual(["FAILED", "States.TaskFailed"]);
    expect(JSON.parse(cause ?? "")).toMatchObject({
      Error: "Broken",
      Cause: "on purpose",
      Input: "{}",
      Status: "FAILED",
      StateMachineArn: child,
    });
  });

  it("stops the other execution together with its own", async () => {
    const child = await createMachine(cloud, wait, "child");
    const executionArn = await start(cloud, await createMachine(cloud, call(child), "parent"));
    await until(cloud, executionArn, async () =>
      (await historyTypes(cloud, executionArn)).includes("TaskSubmitted") ? true : undefined,
    );
    const [running] = await executionsOf(child);
    await callStates(cloud, "StopExecution", { executionArn });
    expect(await finished(cloud, running ?? "")).toMatchObject({ status: "ABORTED" });
  });

  it("goes on waiting for the same execution after a restart", async () => {
    const child = await createMachine(cloud, wait, "child");
    const executionArn = await start(cloud, await createMachine(cloud, call(child), "parent"));
    await until(cloud, executionArn, async () =>
      (await historyTypes(cloud, executionArn)).includes("TaskSubmitted") ? true : undefined,
    );
    cloud = await cloud.restart();
    const running = await executionsOf(child);
    expect(running).toHaveLength(1);
    await callStates(cloud, "StopExecution", { executionArn: running[0], error: "Enough" });
    const { cause } = await finished(cloud, executionArn);
    expect(JSON.parse(cause ?? "")).toMatchObject({ Status: "ABORTED", Error: "Enough" });
  });

  it("is refused where the role may not make the rule by which AWS hears of the end", async () => {
    const child = await createMachine(cloud, double, "child");
    await expect(createMachine(cloud, call(child), "parent", "powerless")).rejects.toThrow(
      "is not authorized to create managed-rule",
    );
  });
});

async function executionsOf(stateMachineArn: string): Promise<readonly string[]> {
  const { executions } = await callStates<ListExecutionsOutput>(cloud, "ListExecutions", { stateMachineArn });
  return (executions ?? []).map(({ executionArn }) => executionArn ?? "");
}
