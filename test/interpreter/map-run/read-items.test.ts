import { describe, expect, it } from "vitest";
import type { Json } from "#asl";
import { type ItemStore, readItems, TaskFailure } from "#interpreter";
import type { ScheduleTask } from "#interpreter";

const objects: Readonly<Record<string, string>> = {
  "lake/in/a.csv": "id\n1\n2\n",
  "lake/in/b.csv": "id\n3\n",
  "lake/other.csv": "id\n9\n",
  "lake/unload/manifest.csv": "s3://lake/in/a.csv\ns3://lake/in/b.csv\n",
  "lake/unload/broken.csv": "s3://lake/in/a.csv\nin/b.csv\n",
  "lists/list-1.csv": '"landing","a.csv","3"\n"landing","b.csv","4"\n',
  "lists/list-2.csv": '"landing","c.csv","5"\n',
  "lists/manifest.json": JSON.stringify({
    sourceBucket: "landing",
    destinationBucket: "arn:aws:s3:::lists",
    fileFormat: "CSV",
    fileSchema: "Bucket, Key, Size",
    files: [{ key: "list-1.csv" }, { key: "list-2.csv" }],
  }),
  "lists/orc.json": JSON.stringify({ destinationBucket: "lists", fileFormat: "ORC", fileSchema: "", files: [] }),
};

const store: ItemStore = {
  read: async ({ bucket, key }) => new TextEncoder().encode(objects[`${bucket}/${key}`] ?? ""),
  list: async ({ bucket, prefix = "" }, limit) =>
    Object.keys(objects)
      .filter((name) => name.startsWith(`${bucket}/${prefix}`))
      .map((name) => ({
        Etag: "",
        Key: name.slice(bucket.length + 1),
        LastModified: 0,
        Size: 1,
        StorageClass: "STANDARD",
      }))
      .slice(0, limit),
};

const read = (operation: string, place: Json, reading: Partial<ScheduleTask["itemReader"]> = {}, from = store) =>
  readItems(
    {
      resource: `arn:aws:states:::s3:${operation}`,
      arguments: place,
      itemReader: { csvDelimiter: "COMMA", maxItems: 0, ...reading },
    },
    from,
  );

const failureOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof TaskFailure)) throw new Error("nothing failed");
  expect(error.error).toBe("States.ItemReaderFailed");
  return error.cause ?? "";
};

describe("the items of a listing", () => {
  it("are its objects", async () => {
    const items = await read("listObjectsV2", { Bucket: "lake", Prefix: "in/" }, { maxItems: 1 });
    expect(items).toMatchObject([{ Key: "in/a.csv" }]);
  });

  it("are what the objects hold where they are flattened, up to the limit", async () => {
    const place = { Bucket: "lake", Prefix: "in/" };
    const reading = { inputType: "CSV", flattens: true } as const;
    expect(await read("listObjectsV2", place, reading)).toEqual([{ id: "1" }, { id: "2" }, { id: "3" }]);
    expect(await read("listObjectsV2", place, { ...reading, maxItems: 2 })).toEqual([{ id: "1" }, { id: "2" }]);
    expect(await failureOf(read("listObjectsV2", place, { flattens: true }))).toContain("needs an InputType");
  });
});

describe("the items of a manifest", () => {
  it("of Athena are what its objects hold", async () => {
    const reading = { inputType: "CSV", manifest: "ATHENA_DATA" } as const;
    const place = { Bucket: "lake", Key: "unload/manifest.csv" };
    expect(await read("getObject", place, reading)).toEqual([{ id: "1" }, { id: "2" }, { id: "3" }]);
    const broken = read("getObject", { Bucket: "lake", Key: "unload/broken.csv" }, reading);
    expect(await failureOf(broken)).toBe("Line 2 of the manifest is not the S3 URI of an object: in/b.csv");
  });

  it("of an S3 Inventory are the rows of its lists, named by the manifest's schema", async () => {
    const items = await read("getObject", { Bucket: "lists", Key: "manifest.json" }, { manifest: "S3_INVENTORY" });
    expect(items).toEqual([
      { Bucket: "landing", Key: "a.csv", Size: "3" },
      { Bucket: "landing", Key: "b.csv", Size: "4" },
      { Bucket: "landing", Key: "c.csv", Size: "5" },
    ]);
  });

  it.each([
    ["orc.json", "The inventory's files are ORC; only CSV can be read."],
    ["list-1.csv", "The manifest is not valid JSON"],
  ])("are none where it is %s", async (Key, cause) => {
    expect(await failureOf(read("getObject", { Bucket: "lists", Key }, { manifest: "S3_INVENTORY" }))).toContain(cause);
  });
});

it.each([
  [{ Bucket: "lake" }, {}, "The item reader's Arguments need the texts Key."],
  ["lake", {}, "need the texts Bucket, Key"],
  [{ Bucket: "lake", Key: "other.csv" }, {}, "The item reader needs an InputType to read an object."],
  [{ Bucket: "lake", Key: "other.csv" }, { inputType: "PARQUET" }, "Parquet files are not read here."],
  [{ Bucket: "lake", Key: "other.csv" }, { inputType: "CSV", maxItems: -1 }, "field MaxItems must be positive"],
] as const)("refuses to read %j with %j", async (place, reading, cause) => {
  expect(await failureOf(read("getObject", place, reading))).toContain(cause);
});
