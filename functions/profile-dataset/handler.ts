import { DuckDBInstance } from "@duckdb/node-api";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { taskHandler } from "millrace/handler";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { profileDataset } from "./contract.ts";
import { profileColumns } from "./profile-columns.ts";
import type { ColumnProfile, Profile } from "./profile.ts";
import { reportPage } from "./report-page.ts";

const s3 = new S3Client();

export const handler = taskHandler(profileDataset, async (input, { data, reports, logger }) => {
  const { dataset, key, sha256, rows, good, bad, reasons } = input;
  const directory = await mkdtemp(join(tmpdir(), "profile-dataset-"));
  try {
    const object = await s3.send(new GetObjectCommand({ Bucket: data.bucketName, Key: key }));
    const path = `${directory}/data.parquet`;
    await pipeline(object.Body as Readable, createWriteStream(path));
    const source = object.Metadata?.["source"];
    const profile: Profile = {
      dataset,
      sha256,
      // The file that was appended; the event may speak of a later one with the same bytes.
      source: source === undefined ? null : decodeURIComponent(source),
      parquetKey: key,
      rows,
      good,
      bad,
      reasons,
      columns: await columnsOf(path, directory),
    };
    // The keys derive from the data and the content from nothing else: the same event twice gives the same report.
    const jsonKey = `reports/${dataset}/${sha256}.json`;
    const htmlKey = `reports/${dataset}/${sha256}.html`;
    await put(reports.bucketName, jsonKey, "application/json", `${JSON.stringify(profile, undefined, 2)}\n`);
    await put(reports.bucketName, htmlKey, "text/html; charset=utf-8", reportPage(profile));
    logger.info("profiled", { key, columns: profile.columns.length, htmlKey });
    return { bucket: reports.bucketName, htmlKey, jsonKey, columns: profile.columns.length };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});

async function columnsOf(path: string, directory: string): Promise<readonly ColumnProfile[]> {
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: `${profileDataset.contract.memoryMb / 2}MB`,
    threads: "2",
    temp_directory: `${directory}/spill`,
    autoinstall_known_extensions: "false",
  });
  try {
    return await profileColumns(await instance.connect(), path);
  } finally {
    instance.closeSync();
  }
}

async function put(bucket: string, key: string, contentType: string, body: string): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, ContentType: contentType, Body: body }));
}
