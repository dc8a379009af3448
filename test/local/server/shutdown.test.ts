import type { ListExecutionsOutput } from "@aws-sdk/client-sfn";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ServiceName } from "../../../src/local/service.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";
import { createRole } from "../lambda/create-role.ts";
import { makeZip } from "../lambda/make-zip.ts";
import { createMachine, finished, start } from "../runtime/execute.ts";
import { createRoles } from "../runtime/stand-ins.ts";

// Stopping under load: functions run, executions start, files arrive, events are delivered.

const executions = 24;
const bucket = "landing";

let cloud: TestCloud;
let machine: string;

const call = <Output = object>(service: ServiceName, operation: string, input: object): Promise<Output> =>
  cloud.cloud.call<Output>(service, operation, input, { kind: "root" });

beforeEach(async () => {
  cloud = await createTestCloud();
  await createRoles(cloud.cloud);
  const role = await createRole(cloud.cloud, { name: "worker", service: "lambda.amazonaws.com", actions: ["*"] });
  const source = `export const handler = async (event) => {
    console.log("working", event);
    await new Promise((resolve) => setTimeout(resolve, 20));
    return { done: true };
  };`;
  await call("lambda", "CreateFunction", {
    FunctionName: "work",
    Runtime: "nodejs24.x",
    Handler: "index.handler",
    Role: role,
    Code: { ZipFile: makeZip({ "index.mjs": source }) },
  });
  const work = {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: { FunctionName: "work", Payload: {} },
  };
  machine = await createMachine(cloud, {
    One: { ...work, Next: "Pause" },
    Pause: { Type: "Wait", Seconds: 0, Next: "Two" },
    Two: { ...work, Next: "Tell" },
    Tell: {
      Type: "Task",
      Resource: "arn:aws:states:::events:putEvents",
      Arguments: { Entries: [{ Source: "app", DetailType: "worked", Detail: {} }] },
      End: true,
    },
  });
});

afterEach(() => cloud.close());

async function statuses(): Promise<Record<string, number>> {
  const listed = await call<ListExecutionsOutput>("states", "ListExecutions", { stateMachineArn: machine });
  const counts: Record<string, number> = {};
  for (const { status = "" } of listed.executions ?? []) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** Nobody listens to the events of this app, which is said, and is as it should be. */
const isAmiss = (line: string): boolean => !line.startsWith("events: no rule of the bus default takes");

it.each([0, 30, 120])(
  "says nothing, loses nothing and goes on after the next start (stopped after %i ms)",
  async (ms) => {
    await call("s3", "CreateBucket", { Bucket: bucket });
    const starts = Array.from({ length: executions }, (_, index) => start(cloud, machine, {}, `execution-${index}`));
    await Promise.all(starts.slice(0, executions / 2));
    for (let index = 0; index < 8; index += 1) {
      await call("lambda", "Invoke", { FunctionName: "work", InvocationType: "Event" });
      // These end with the connection: their answers are not waited for.
      void fetch(`${cloud.endpoint}/${bucket}/${index}`, { method: "PUT", body: "x".repeat(100_000) }).catch(
        () => undefined,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, ms));
    const accepted = Promise.allSettled(starts);
    const { logged } = cloud;

    cloud = await cloud.restart();

    expect(logged.filter(isAmiss)).toEqual([]);
    const arns = (await accepted).flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    expect(arns.length).toBeGreaterThanOrEqual(executions / 2);
    for (const arn of arns) expect(await finished(cloud, arn)).toMatchObject({ status: "SUCCEEDED" });
    expect(await statuses()).toEqual({ SUCCEEDED: arns.length });
    expect(cloud.logged.filter(isAmiss)).toEqual([]);
  },
);

it("answers that it is stopping to a call that comes too late", async () => {
  const { cloud: stopped } = cloud;
  const running = cloud;
  cloud = await cloud.restart();
  expect(stopped.db.isOpen).toBe(false);
  await expect(running.cloud.call("s3", "ListBuckets", {}, { kind: "root" })).rejects.toMatchObject({
    code: "ServiceUnavailable",
    status: 503,
  });
  stopped.clock.at(0, () => expect.unreachable("a timer fired after the end"));
  await new Promise((resolve) => setTimeout(resolve, 10));
});
