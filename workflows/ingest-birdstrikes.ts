import { defineWorkflow, emit, isTaskError } from "millrace";
import { checkRows } from "../functions/check-rows/contract.ts";
import { inspectFile } from "../functions/inspect-file/contract.ts";
import { quarantineFile } from "../functions/quarantine-file/contract.ts";
import { datasetAppended, fileRejected, landing } from "./resources.ts";

/** Takes a file of bird strikes into the lake: good rows as Parquet, bad rows and bad files to quarantine with their reasons. */
export default defineWorkflow(
  {
    name: "ingest-birdstrikes",
    trigger: landing.objectCreated({ prefix: "birdstrikes/", suffix: ".csv" }),
  },
  async ({ detail: { bucket, object } }) => {
    const dataset = "birdstrikes";
    const { key, etag } = object;
    const source = { bucket: bucket.name, key, etag };
    try {
      const { encoding, delimiter, columns, sha256 } = await inspectFile({ key, etag });
      const result = await checkRows({ dataset, key, etag, encoding, delimiter, columns, sha256 });
      const { status, rows, good, bad, reasons } = result;
      // A duplicate is announced again: the execution that appended it may have ended before it could.
      await emit(datasetAppended, {
        dataset,
        bucket: result.bucket,
        key: result.goodKey,
        sha256,
        rejectedKey: result.badKey,
        source,
        rows,
        good,
        bad,
        reasons,
      });
      return { status, rows, good, bad, key: result.goodKey, rejectedKey: result.badKey };
    } catch (error) {
      // The upload that replaced this one has an event, and so an execution, of its own.
      if (isTaskError(error, inspectFile, "FileReplaced")) return { status: "superseded", reason: error.message };
      if (!isTaskError(error, inspectFile) && !isTaskError(error, checkRows)) throw error; // a throttle is not a bad file
      const reason = error.message;
      const kept = await quarantineFile({ dataset, key, etag, error: error.name, reason });
      await emit(fileRejected, { dataset, source, error: error.name, reason, bucket: kept.bucket, key: kept.key });
      return { status: "rejected", reason, key: kept.key };
    }
  },
);
