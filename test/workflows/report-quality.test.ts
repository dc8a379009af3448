import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { datasetAppended } from "../../workflows/resources.ts";
import type { z } from "zod";
import ingest from "../../workflows/ingest-birdstrikes.ts";
import report from "../../workflows/report-quality.ts";
import { type ReferenceApp, startReferenceApp } from "../support/reference-app.ts";

let app: ReferenceApp;
beforeAll(async () => {
  app = await startReferenceApp();
});
afterAll(() => app.close());

function appended(detail: unknown) {
  return {
    version: "0",
    id: "00000000-0000-0000-0000-000000000000",
    source: "millrace",
    account: "000000000000",
    time: "2026-01-01T00:00:00Z",
    region: "us-east-1",
    resources: [],
    "detail-type": "dataset.appended" as const,
    detail: detail as z.output<typeof datasetAppended.schema>,
  };
}

function missing(): never {
  throw new Error("no event was emitted");
}

it("reports on what ingest-birdstrikes announces, and reports the same again for a duplicate", async () => {
  const body = readFileSync("node_modules/vega-datasets/data/birdstrikes.csv");
  const [first = missing()] = (await app.run(ingest, app.upload("birdstrikes/first.csv", body), { execution: "one" }))
    .events;
  const run = await app.run(report, appended(first.detail), { execution: "two" });
  const { sha256, good } = first.detail as { readonly sha256: string; readonly good: number };
  const keys = { htmlKey: `reports/birdstrikes/${sha256}.html`, jsonKey: `reports/birdstrikes/${sha256}.json` };
  expect(run.output).toEqual({ status: "reported", ...keys });
  expect(run.events).toEqual([
    { name: "quality.reported", detail: { dataset: "birdstrikes", sha256, bucket: "lake", ...keys } },
  ]);
  const written = () => Object.values(keys).map((key) => app.s3.objects.get(`lake/${key}`)?.body.toString() ?? "");
  const [html = "", json = ""] = written();
  expect(JSON.parse(json)).toMatchObject({ source: "birdstrikes/first.csv", good });
  expect(html).toContain("birdstrikes/first.csv");

  const [again = missing()] = (
    await app.run(ingest, app.upload("birdstrikes/second.csv", body), { execution: "three" })
  ).events;
  await app.run(report, appended(again.detail), { execution: "four" });
  expect(written()).toEqual([html, json]);
});
