import { GetObjectCommand, S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { taskHandler } from "millrace/handler";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { appendOnce } from "./append-once.ts";
import { checkStaged } from "./check-staged.ts";
import { checkRows } from "./contract.ts";
import { birdstrikeRow, duplicateReason } from "./row-contract.ts";
import { stageRecords } from "./stage-records.ts";
import { uploadFile } from "./upload-file.ts";

const s3 = new S3Client();

/** Leaves the other half of the function's memory to Node and to the parts of an upload. */
const memoryLimitMb = checkRows.contract.memoryMb / 2;

export const handler = taskHandler(checkRows, async (input, { landing, lake, quarantine, execution, logger, fail }) => {
  const { dataset, key, etag, encoding, delimiter, columns, sha256 } = input;
  const missing = Object.keys(birdstrikeRow.shape).filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    return fail("MissingColumn", `the file lacks the column${missing.length > 1 ? "s" : ""} ${missing.join(", ")}`);
  }
  const directory = await mkdtemp(join(tmpdir(), "check-rows-"));
  try {
    const request = new GetObjectCommand({ Bucket: landing.bucketName, Key: key, IfMatch: `"${etag}"` });
    const object = await s3.send(request).catch((error: unknown) => {
      if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412) {
        return fail("FileReplaced", `${key} was replaced after it was inspected`, { cause: error });
      }
      throw error;
    });
    const text = decoded(object.Body as Readable, encoding);
    const staged = await stageRecords({ text, delimiter, columns: columns.length, directory });
    const checked = await checkStaged({
      contract: birdstrikeRow,
      duplicateReason,
      staged,
      columns,
      delimiter,
      directory,
      memoryLimitMb,
    });
    const { rows, good, bad, reasons, goodFile, badFile } = checked;
    // Keys derive from the content: a retry and a duplicate write what is there already.
    const goodKey = `${dataset}/${sha256}.parquet`;
    const badKey = bad === 0 ? null : `${dataset}/rejected-rows/${sha256}.csv`;
    const metadata = { source: encodeURIComponent(key), sha256 };
    // Before the good rows: when those are in the lake, nothing of the file is missing.
    if (badKey !== null) {
      await uploadFile({
        s3,
        path: badFile,
        bucket: quarantine.bucketName,
        key: badKey,
        contentType: "text/csv",
        metadata,
      });
    }
    const status = await appendOnce({
      s3,
      path: goodFile,
      bucket: lake.bucketName,
      key: goodKey,
      // Invoked outside an execution, nothing tells a retry from another upload: each call counts as its own.
      execution: execution?.id ?? randomUUID(),
      metadata,
    });
    logger.info(status, { key, rows, good, bad, reasons });
    return { status, rows, good, bad, reasons, bucket: lake.bucketName, goodKey, badKey };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});

async function* decoded(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  // A mark at the start is left out; what cannot be decoded was refused by the inspection of the same bytes.
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
