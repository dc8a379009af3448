import { GetObjectCommand, S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { taskHandler } from "millrace/handler";
import type { Readable } from "node:stream";
import { inspectFile } from "./contract.ts";
import { inspectStream } from "./inspect-stream.ts";

const s3 = new S3Client();

export const handler = taskHandler(inspectFile, async ({ key, etag }, { landing, logger, fail }) => {
  const request = new GetObjectCommand({ Bucket: landing.bucketName, Key: key, IfMatch: `"${etag}"` });
  const object = await s3.send(request).catch((error: unknown) => {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412) {
      return fail("FileReplaced", `${key} was replaced after its event was sent`, { cause: error });
    }
    throw error;
  });
  const facts = await inspectStream(object.Body as Readable);
  logger.info("inspected", { key, ...facts });
  return facts;
});
