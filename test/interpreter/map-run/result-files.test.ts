import { expect, it } from "vitest";
import { exceedsTolerance, resultFiles } from "#interpreter";
import type { MapRunResult } from "#interpreter";

const arn = "arn:aws:states:us-east-1:000000000000:mapRun:machine/Each:run-id";
const format = { transformation: "NONE", outputType: "JSON" } as const;
const place = { bucket: "lake", prefix: "results", mapRunArn: arn, format };

const child = (name: string, more: Partial<MapRunResult>): MapRunResult => ({
  identity: { executionArn: `arn:${name}`, executionName: name, stateMachineArn: "arn:machine/Each" },
  input: { of: name },
  ...more,
});

const children = [
  child("a", { startedAt: 0, stoppedAt: 1_000, result: { status: "SUCCEEDED", output: ["ü"] } }),
  child("b", { startedAt: 0, stoppedAt: 2_000, result: { status: "FAILED", error: "E", cause: "c" } }),
  child("c", { startedAt: 500 }),
  child("d", {}),
];

it("sorts the children of a map run by status, and lists the files in a manifest", () => {
  const { files, output } = resultFiles(children, place);
  expect(files.map(({ key }) => key)).toEqual([
    "results/run-id/FAILED_0.json",
    "results/run-id/PENDING_0.json",
    "results/run-id/SUCCEEDED_0.json",
    "results/run-id/manifest.json",
  ]);
  const bodies = files.map(({ body }) => JSON.parse(body) as never);
  expect(bodies[0]).toMatchObject([
    { Name: "b", Status: "FAILED", Error: "E", Cause: "c", StopDate: "1970-01-01T00:00:02.000Z" },
    { Name: "c", Status: "ABORTED", StartDate: "1970-01-01T00:00:00.500Z" },
  ]);
  expect(bodies[1]).toMatchObject([{ Name: "d", Status: "PENDING", Input: '{"of":"d"}' }]);
  expect(bodies[2]).toMatchObject([{ Name: "a", Status: "SUCCEEDED", Output: '["ü"]', ExecutionArn: "arn:a" }]);
  const size = Buffer.byteLength(files[2]!.body);
  expect(bodies[3]).toMatchObject({
    DestinationBucket: "lake",
    MapRunArn: arn,
    ResultFiles: { SUCCEEDED: [{ Key: "results/run-id/SUCCEEDED_0.json", Size: size }] },
  });
  const Key = "results/run-id/manifest.json";
  expect(output).toEqual({ MapRunArn: arn, ResultWriterDetails: { Bucket: "lake", Key } });
});

it.each([
  [{}, 0, 4, false],
  [{}, 1, 4, true],
  [{ count: 1 }, 1, 4, false],
  [{ count: 1 }, 2, 4, true],
  [{ percentage: 50 }, 2, 4, false],
  [{ percentage: 50 }, 3, 4, true],
  [{ percentage: 100 }, 4, 4, false],
  [{ count: 9, percentage: 10 }, 1, 4, true],
  [{ count: 0, percentage: 100 }, 1, 4, true],
  [{ percentage: 0 }, 0, 0, false],
])("with %j tolerated, %i failed items of %i are too many: %s", (tolerated, failed, total, expected) => {
  expect(exceedsTolerance({ failed, total }, tolerated)).toBe(expected);
});

it.each([
  ["COMPACT", "JSON", "results/run-id/SUCCEEDED_0.json", '[["ü"],{"a":1}]'],
  ["FLATTEN", "JSON", "results/run-id/SUCCEEDED_0.json", '["ü",{"a":1}]'],
  ["FLATTEN", "JSONL", "results/run-id/SUCCEEDED_0.jsonl", '"ü"\n{"a":1}'],
] as const)("writes outputs with Transformation %s as %s", (transformation, outputType, key, body) => {
  const second = child("e", { startedAt: 0, stoppedAt: 1, result: { status: "SUCCEEDED", output: { a: 1 } } });
  const { files } = resultFiles([...children, second], { ...place, format: { transformation, outputType } });
  expect(files.find((file) => file.key === key)?.body).toBe(body);
  // What failed has no output: what is known of it stands there, whatever is asked for.
  expect(files.find((file) => file.key.includes("FAILED"))?.body).toContain('"Error":"E"');
});
