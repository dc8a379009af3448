import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import ingest from "../../workflows/ingest-birdstrikes.ts";
import { type ReferenceApp, type Run, startReferenceApp } from "../support/reference-app.ts";

const realFile = readFileSync("node_modules/vega-datasets/data/birdstrikes.csv", "utf8").split("\r\n");
const badFiles = "test/data/birdstrikes";

let app: ReferenceApp;
beforeAll(async () => {
  app = await startReferenceApp();
});
beforeEach(() => {
  app.s3.objects.clear();
  app.s3.fault = undefined;
});
afterAll(() => app.close());

/** Some rows of the real file; other numbers give other bytes. */
const someRows = (count: number) => [...realFile.slice(0, count + 1), ""].join("\r\n");
const sha256 = (body: string | Buffer) => createHash("sha256").update(body).digest("hex");
const keysIn = (bucket: string) => [...app.s3.objects.keys()].filter((key) => key.startsWith(`${bucket}/`)).toSorted();
const outputs = (runs: readonly Run[]) => runs.map(({ output }) => output as { readonly status: string });

describe("ingest-birdstrikes", () => {
  it("appends the good rows, keeps the bad ones and announces both", async () => {
    const body = someRows(300);
    const uploaded = app.upload("birdstrikes/1990 ü.csv", body);
    const { output, events } = await app.run(ingest, uploaded, { execution: "one" });
    const goodKey = `birdstrikes/${sha256(body)}.parquet`;
    const badKey = `birdstrikes/rejected-rows/${sha256(body)}.csv`;
    const result = output as { readonly rows: number; readonly good: number; readonly bad: number };
    expect(result).toMatchObject({ status: "appended", rows: 300, key: goodKey, rejectedKey: badKey });
    expect(result.good + result.bad).toBe(300);
    expect(result.bad).toBeGreaterThan(0);
    expect(keysIn("lake")).toEqual([`lake/${goodKey}`]);
    expect(keysIn("quarantine")).toEqual([`quarantine/${badKey}`]);
    expect(app.s3.objects.get(`lake/${goodKey}`)?.metadata).toEqual({
      execution: "one",
      sha256: sha256(body),
      source: encodeURIComponent("birdstrikes/1990 ü.csv"),
    });
    const { etag } = uploaded.detail.object;
    expect(events).toEqual([
      {
        name: "dataset.appended",
        detail: {
          dataset: "birdstrikes",
          bucket: "lake",
          key: goodKey,
          sha256: sha256(body),
          rejectedKey: badKey,
          source: { bucket: "landing", key: "birdstrikes/1990 ü.csv", etag },
          rows: 300,
          good: result.good,
          bad: result.bad,
          reasons: expect.arrayContaining([
            { reason: expect.stringContaining("Effect Amount of damage"), rows: expect.any(Number) },
          ]),
        },
      },
    ]);
  });

  it.each([
    ["empty.csv", "EmptyFile", "the file is empty: it has no bytes"],
    ["missing-column.csv", "MissingColumn", "the file lacks the column Wildlife Species"],
    ["binary.csv", "BinaryFile", "the file is not text: it starts like a ZIP archive or an Office workbook"],
    ["undecodable.csv", "UndecodableFile", "(line 18) begins no character; it may be Windows-1252 or Latin-1"],
  ])("rejects %s, keeps the original and says why", async (name, error, reason) => {
    const body = readFileSync(`${badFiles}/${name}`);
    const { output, events } = await app.run(ingest, app.upload(`birdstrikes/${name}`, body), { execution: "one" });
    const key = `birdstrikes/rejected-files/${sha256(body)}/${name}`;
    expect(output).toEqual({ status: "rejected", reason: expect.stringContaining(reason), key });
    expect(events).toMatchObject([
      { name: "file.rejected", detail: { error, reason: (output as { reason: string }).reason, key } },
    ]);
    expect(app.s3.objects.get(`quarantine/${key}`)?.body.equals(body)).toBe(true);
    const [reasonKey = ""] = keysIn("quarantine").filter((path) => path.endsWith(".reason.json"));
    expect(reasonKey.startsWith(`quarantine/${key}.`)).toBe(true);
    const kept = JSON.parse(app.s3.objects.get(reasonKey)?.body.toString() ?? "") as unknown;
    expect(kept).toMatchObject({
      error,
      reason: expect.stringContaining(reason),
      source: { key: `birdstrikes/${name}` },
    });
    expect(keysIn("lake")).toEqual([]);
  });

  it("keeps the reason of each of two equal files of one name from different folders, and a long name fits", async () => {
    const longName = `${"ä".repeat(400)}.csv`;
    const keys = ["birdstrikes/may/x.csv", "birdstrikes/june/x.csv", `birdstrikes/${longName}`];
    for (const key of keys) await app.run(ingest, app.upload(key, Buffer.alloc(0)), { execution: key });
    const reasons = keysIn("quarantine").filter((path) => path.endsWith(".reason.json"));
    const kept = reasons.map(
      (path) => JSON.parse(app.s3.objects.get(path)?.body.toString() ?? "") as { source: { key: string } },
    );
    expect(kept.map(({ source }) => source.key).toSorted()).toEqual(keys.toSorted());
    expect(keysIn("quarantine").filter((path) => !reasons.includes(path))).toHaveLength(2);
    for (const path of keysIn("quarantine"))
      expect(Buffer.byteLength(path.replace("quarantine/", ""))).toBeLessThan(1024);
  });

  it("has a bad file for each row of the table of bad files", () => {
    const files = readdirSync(badFiles).filter((name) => name.endsWith(".csv"));
    const listed = readFileSync(`${badFiles}/README.md`, "utf8").matchAll(/^\| `(.+?)`/gm);
    expect([...listed].map(([, name]) => name).toSorted()).toEqual(files.toSorted());
  });

  it("appends the same bytes once when two uploads race, and announces them for both", async () => {
    const body = someRows(120);
    const uploads = ["birdstrikes/a.csv", "birdstrikes/b.csv"].map((key) => app.upload(key, body));
    // Holds the first write to the lake until the second has come.
    const bothWrite = Promise.withResolvers<undefined>();
    let writes = 0;
    app.s3.fault = (method, path) => {
      if (method !== "PUT" || !path.startsWith("lake/")) return undefined;
      writes += 1;
      if (writes === 2) bothWrite.resolve(undefined);
      return bothWrite.promise;
    };
    const runs = await Promise.all(
      uploads.map((event, index) => app.run(ingest, event, { execution: `execution ${index}` })),
    );
    expect(writes).toBe(2);
    expect(
      outputs(runs)
        .map(({ status }) => status)
        .toSorted(),
    ).toEqual(["appended", "duplicate"]);
    expect(keysIn("lake")).toEqual([`lake/birdstrikes/${sha256(body)}.parquet`]);
    const details = runs.flatMap(({ events }) =>
      events.map(({ name, detail }) => ({ name, ...(detail as object), source: undefined })),
    );
    expect(details).toHaveLength(2);
    expect(details[0]).toEqual(details[1]);
  });

  it("announces a file at the next upload if it crashed after the write and before the event", async () => {
    const body = someRows(120);
    const crash = () => {
      throw new Error("the process died");
    };
    const first = app.run(ingest, app.upload("birdstrikes/a.csv", body), { execution: "one", onEmit: crash });
    await expect(first).rejects.toThrow("the process died");
    const written = app.s3.objects.get(`lake/birdstrikes/${sha256(body)}.parquet`);
    expect(written?.metadata).toMatchObject({ execution: "one" });

    const second = await app.run(ingest, app.upload("birdstrikes/a.csv", body), { execution: "two" });
    expect(second.output).toMatchObject({ status: "duplicate", rows: 120 });
    expect(second.events.map(({ name }) => name)).toEqual(["dataset.appended"]);
    expect(app.s3.objects.get(`lake/birdstrikes/${sha256(body)}.parquet`)).toBe(written);
  });

  it("counts a retry of its own write as appended, not as a duplicate", async () => {
    const uploaded = app.upload("birdstrikes/a.csv", someRows(120));
    const runs = [
      await app.run(ingest, uploaded, { execution: "one" }),
      await app.run(ingest, uploaded, { execution: "one" }),
    ];
    expect(outputs(runs).map(({ status }) => status)).toEqual(["appended", "appended"]);
  });

  it.each([
    ["before it is inspected", 0],
    ["after it was inspected", 1],
  ])("notices a file that is replaced %s, and leaves it to the event of the new one", async (_, reads) => {
    const uploaded = app.upload("birdstrikes/a.csv", someRows(120));
    let seen = 0;
    app.s3.fault = (method, path) => {
      if (method === "GET" && path.startsWith("landing/") && seen++ === reads) app.s3.put(path, someRows(80));
      return undefined;
    };
    const { output, events } = await app.run(ingest, uploaded, { execution: "one" });
    expect(output).toMatchObject({ status: "superseded", reason: expect.stringContaining("was replaced") });
    expect(events).toEqual([]);
    expect([...keysIn("lake"), ...keysIn("quarantine")]).toEqual([]);
  });

  it.each([
    ["the first read", "GET", "landing/"],
    ["the write of the bad rows", "PUT", "quarantine/"],
    ["the write of the good rows", "PUT", "lake/"],
  ])("fails, and rejects nothing, when S3 throttles %s", async (_, method, prefix) => {
    app.s3.fault = (called, path) =>
      called === method && path.startsWith(prefix) ? { status: 503, code: "SlowDown" } : undefined;
    const run = app.run(ingest, app.upload("birdstrikes/a.csv", someRows(300)), { execution: "one" });
    await expect(run).rejects.toMatchObject({ name: "SlowDown" });
    expect(keysIn("quarantine").filter((key) => key.includes("rejected-files"))).toEqual([]);
  });

  it("takes a file in UTF-16 with semicolons and other line ends for what it is", async () => {
    const text = `\ufeff${someRows(50).replaceAll(",", ";").replaceAll("\r\n", "\n")}`;
    const run = await app.run(ingest, app.upload("birdstrikes/a.csv", Buffer.from(text, "utf16le")), {
      execution: "one",
    });
    expect(run.output).toMatchObject({ status: "appended", rows: 50 });
  });
});
