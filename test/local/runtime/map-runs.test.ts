import { readFileSync } from "node:fs";
import type { DescribeMapRunOutput, ListExecutionsOutput, ListMapRunsOutput } from "@aws-sdk/client-sfn";
import { afterEach, describe, expect, it } from "vitest";
import { createS3Service } from "../../../src/local/services/s3/index.ts";
import { readObject } from "../../../src/local/services/s3/read-object.ts";
import type { TestCloud } from "../../support/test-cloud.ts";
import {
  callStates,
  createMachine,
  describeExecution,
  finished,
  historyTypes,
  lambdaTask,
  start,
  until,
} from "./execute.ts";
import { createStatesCloud } from "./stand-ins.ts";
import type { StatesCloudOptions } from "./stand-ins.ts";

const clouds: TestCloud[] = [];
const root = { kind: "root" } as const;

afterEach(async () => {
  for (const cloud of clouds.splice(0)) await cloud.close();
});

async function openCloud(options: StatesCloudOptions = {}): Promise<TestCloud> {
  const cloud = await createStatesCloud({ others: [createS3Service], ...options });
  clouds.push(cloud);
  return cloud;
}

async function putObjects(
  { cloud }: TestCloud,
  Bucket: string,
  objects: Readonly<Record<string, string | Buffer>>,
): Promise<void> {
  await cloud.call("s3", "CreateBucket", { Bucket }, root);
  for (const [Key, body] of Object.entries(objects)) {
    await cloud.call("s3", "PutObject", { Bucket, Key, Body: Buffer.from(body) }, root);
  }
}

const distributed = (more: object = {}) => ({
  Each: {
    Type: "Map",
    Label: "Rows",
    ItemProcessor: {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      StartAt: "Work",
      States: { Work: lambdaTask({ End: true }) },
    },
    End: true,
    ...more,
  },
});

const csvReader = {
  Resource: "arn:aws:states:::s3:getObject",
  ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" },
  Arguments: { Bucket: "landing", Key: "rows.csv" },
};

async function mapRunOf(cloud: TestCloud, executionArn: string): Promise<string> {
  const { mapRuns = [] } = await callStates<ListMapRunsOutput>(cloud, "ListMapRuns", { executionArn });
  expect(mapRuns).toHaveLength(1);
  return mapRuns[0]?.mapRunArn ?? "";
}

describe("a distributed Map", () => {
  it("runs each item as a child execution, which can be listed and described", async () => {
    const cloud = await openCloud({ lambda: ({ id }) => Number(id) * 2 });
    await putObjects(cloud, "landing", { "rows.csv": "id\n1\n2\n3\n" });
    const machine = await createMachine(cloud, distributed({ ItemReader: csvReader, MaxConcurrency: 2 }));
    const executionArn = await start(cloud, machine);
    expect(await finished(cloud, executionArn)).toMatchObject({ status: "SUCCEEDED", output: "[2,4,6]" });

    const mapRunArn = await mapRunOf(cloud, executionArn);
    expect(mapRunArn).toMatch(/:mapRun:machine\/Rows:[0-9a-f-]{36}$/);
    expect(await callStates<DescribeMapRunOutput>(cloud, "DescribeMapRun", { mapRunArn })).toMatchObject({
      executionArn,
      status: "SUCCEEDED",
      maxConcurrency: 2,
      itemCounts: { succeeded: 3, total: 3, pending: 0, resultsWritten: 0 },
      executionCounts: { succeeded: 3, total: 3 },
    });
    const { executions = [] } = await callStates<ListExecutionsOutput>(cloud, "ListExecutions", { mapRunArn });
    expect(executions).toHaveLength(3);
    expect(executions[0]).toMatchObject({ mapRunArn, itemCount: 1, stateMachineArn: `${machine}/Rows` });
    const child = await describeExecution(cloud, executions[2]?.executionArn ?? "");
    expect(child).toMatchObject({ status: "SUCCEEDED", input: '{"id":"1"}', output: "2", mapRunArn });
    expect(await historyTypes(cloud, child.executionArn ?? "")).toContain("TaskSucceeded");
    // A state machine's own executions are what was started of it.
    const own = await callStates<ListExecutionsOutput>(cloud, "ListExecutions", { stateMachineArn: machine });
    expect(own.executions?.map(({ executionArn: arn }) => arn)).toEqual([executionArn]);
  });

  it("lists the objects under a prefix, page by page, up to MaxItems", async () => {
    const cloud = await openCloud({ lambda: ({ Key, Size }) => `${String(Key)} ${String(Size)}` });
    await putObjects(cloud, "landing", { "a/1": "x", "a/2": "xy", "a/3": "", "b/1": "x" });
    const ItemReader = {
      Resource: "arn:aws:states:::s3:listObjectsV2",
      ReaderConfig: { MaxItems: 2 },
      Arguments: { Bucket: "landing", Prefix: "a/" },
    };
    const machine = await createMachine(cloud, distributed({ ItemReader }));
    expect((await finished(cloud, await start(cloud, machine))).output).toBe('["a/1 1","a/2 2"]');
  });

  it("reads the rows of Parquet files that a listing names, and gives their results flattened", async () => {
    const cloud = await openCloud({ lambda: ({ id, tags }) => tags ?? { id } });
    const file = readFileSync(new URL("../../data/parquet/typed.parquet", import.meta.url));
    await putObjects(cloud, "landing", { "rows/typed.parquet": file });
    const ItemReader = {
      Resource: "arn:aws:states:::s3:listObjectsV2",
      ReaderConfig: { InputType: "PARQUET", Transformation: "LOAD_AND_FLATTEN" },
      Arguments: { Bucket: "landing", Prefix: "rows/" },
    };
    const ResultWriter = { WriterConfig: { Transformation: "FLATTEN", OutputType: "JSON" } };
    const machine = await createMachine(cloud, distributed({ ItemReader, ResultWriter }));
    expect((await finished(cloud, await start(cloud, machine))).output).toBe('["a","b",{"id":null}]');
  });

  it("says why its items cannot be read", async () => {
    const cloud = await openCloud();
    await putObjects(cloud, "landing", {});
    const machine = await createMachine(cloud, distributed({ ItemReader: csvReader }));
    const { error, cause } = await finished(cloud, await start(cloud, machine));
    expect(error).toBe("States.ItemReaderFailed");
    expect(cause).toContain("The specified key does not exist.");
  });

  it("needs the right to start its own state machine, and to read its items", async () => {
    const cloud = await openCloud();
    await putObjects(cloud, "landing", { "rows.csv": "id\n1\n" });
    const inMemory = await createMachine(cloud, distributed({ Items: [1] }), "memory", "powerless");
    const denied = await finished(cloud, await start(cloud, inMemory));
    expect(denied).toMatchObject({ status: "FAILED", error: "States.Permissions" });
    expect(denied.cause).toContain("not authorized to perform: states:StartExecution");
    const reading = await createMachine(cloud, distributed({ ItemReader: csvReader }), "reading", "powerless");
    const unread = await finished(cloud, await start(cloud, reading));
    expect(unread).toMatchObject({ status: "FAILED", error: "States.ItemReaderFailed" });
    expect(unread.cause).toContain("s3:GetObject");
  });

  it("writes its results to a bucket", async () => {
    const cloud = await openCloud({
      lambda: (payload) => {
        if (payload.id === "2") throw new Error("no two");
        return payload;
      },
    });
    await putObjects(cloud, "landing", { "rows.csv": "id\n1\n2\n" });
    const ResultWriter = { Resource: "arn:aws:states:::s3:putObject", Arguments: { Bucket: "landing", Prefix: "out" } };
    const machine = await createMachine(
      cloud,
      distributed({ ItemReader: csvReader, ToleratedFailureCount: 1, ResultWriter }),
    );
    const executionArn = await start(cloud, machine);
    const { output } = await finished(cloud, executionArn);
    const id = (await mapRunOf(cloud, executionArn)).split(":").at(-1);
    expect(JSON.parse(output ?? "null")).toMatchObject({
      ResultWriterDetails: { Bucket: "landing", Key: `out/${id}/manifest.json` },
    });
    const read = async (name: string): Promise<unknown> =>
      JSON.parse((await readObject(cloud.cloud, { Bucket: "landing", Key: `out/${id}/${name}` }, root)).toString());
    expect(await read("SUCCEEDED_0.json")).toMatchObject([{ Input: '{"id":"1"}', Output: '{"id":"1"}' }]);
    expect(await read("FAILED_0.json")).toMatchObject([{ Input: '{"id":"2"}', Status: "FAILED", Error: "Error" }]);
    expect(await read("manifest.json")).toMatchObject({ DestinationBucket: "landing" });
    const mapRunArn = await mapRunOf(cloud, executionArn);
    expect(await callStates<DescribeMapRunOutput>(cloud, "DescribeMapRun", { mapRunArn })).toMatchObject({
      itemCounts: { failed: 1, succeeded: 1, resultsWritten: 2 },
      executionCounts: { total: 2, resultsWritten: 2, pendingRedrive: 0 },
    });
  });

  it("aborts its children when its execution is stopped", async () => {
    const cloud = await openCloud({ lambda: () => new Promise(() => undefined) });
    const machine = await createMachine(cloud, distributed({ Items: [1, 2, 3], MaxConcurrency: 2 }));
    const executionArn = await start(cloud, machine);
    const running = async (): Promise<DescribeMapRunOutput> =>
      callStates(cloud, "DescribeMapRun", { mapRunArn: await mapRunOf(cloud, executionArn) });
    await until(cloud, executionArn, async () =>
      (await historyTypes(cloud, executionArn)).length > 3 ? true : undefined,
    );
    await expect.poll(async () => (await running()).executionCounts?.running).toBe(2);
    await callStates(cloud, "StopExecution", { executionArn });
    await expect
      .poll(async () => (await running()).executionCounts)
      .toMatchObject({ aborted: 2, pending: 1, running: 0 });
    expect((await running()).status).toBe("ABORTED");
  });

  it("takes new limits while it runs", async () => {
    const cloud = await openCloud({ lambda: () => new Promise(() => undefined) });
    const machine = await createMachine(cloud, distributed({ Items: [1, 2, 3, 4], MaxConcurrency: 1 }));
    const executionArn = await start(cloud, machine);
    const described = async (): Promise<DescribeMapRunOutput> =>
      callStates(cloud, "DescribeMapRun", { mapRunArn: await mapRunOf(cloud, executionArn) });
    await expect.poll(async () => (await described()).executionCounts?.running).toBe(1);
    const { mapRunArn } = await described();
    await callStates(cloud, "UpdateMapRun", { mapRunArn, maxConcurrency: 3, toleratedFailurePercentage: 25 });
    await expect.poll(async () => (await described()).executionCounts?.running).toBe(3);
    expect(await described()).toMatchObject({ maxConcurrency: 3, toleratedFailurePercentage: 25 });
    const wrong = callStates(cloud, "UpdateMapRun", { mapRunArn, toleratedFailurePercentage: 101 });
    await expect(wrong).rejects.toThrow("have value less than or equal to 100");
  });

  it("goes on where children end as soon as they have begun", async () => {
    const cloud = await openCloud();
    const ItemProcessor = {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      StartAt: "Double",
      States: { Double: { Type: "Pass", Output: "{% $states.input * 2 %}", End: true } },
    };
    const machine = await createMachine(
      cloud,
      distributed({ Items: [1, 2, 3, 4, 5], MaxConcurrency: 2, ItemProcessor }),
    );
    expect((await finished(cloud, await start(cloud, machine))).output).toBe("[2,4,6,8,10]");
  });

  it("works through a thousand items", async () => {
    const cloud = await openCloud();
    const Items = Array.from({ length: 1_000 }, (_, index) => index);
    const machine = await createMachine(cloud, distributed({ Items }));
    expect((await finished(cloud, await start(cloud, machine))).output).toBe(JSON.stringify(Items));
  });
});
