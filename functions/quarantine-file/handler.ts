import { CopyObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { taskHandler } from "millrace/handler";
import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { quarantineFile } from "./contract.ts";

const s3 = new S3Client();

export const handler = taskHandler(quarantineFile, async ({ dataset, key, etag, error, reason }, context) => {
  const { landing, quarantine, logger } = context;
  const bucket = quarantine.bucketName;
  const IfMatch = `"${etag}"`;
  const object = await s3.send(new GetObjectCommand({ Bucket: landing.bucketName, Key: key, IfMatch }));
  // The key derives from the content: a retry writes the same, another content under the same name does not replace it.
  const name = fittingName(key);
  const target = `${dataset}/rejected-files/${await sha256Of(object.Body as Readable)}/${name}`;
  // Files of equal name and content may come from several folders: one copy of the bytes is enough, each has its own reason.
  const reasonKey = `${target}.${createHash("sha256").update(key).digest("hex").slice(0, 12)}.reason.json`;
  await s3.send(
    new CopyObjectCommand({
      CopySource: `${landing.bucketName}/${key.split("/").map(encodeURIComponent).join("/")}`,
      CopySourceIfMatch: IfMatch,
      // Tags stay behind: to copy those of a tagged object would take rights to read and write tags.
      TaggingDirective: "REPLACE",
      Bucket: bucket,
      Key: target,
    }),
  );
  const source = { bucket: landing.bucketName, key, etag };
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: reasonKey,
      ContentType: "application/json",
      Body: `${JSON.stringify({ error, reason, source, file: target }, undefined, 2)}\n`,
    }),
  );
  logger.info("quarantined", { key, error, reason });
  return { bucket, key: target, reasonKey };
});

// The longest key has 1024 bytes, a character up to four, and the name stands behind a prefix and a hash.
const longestName = 200;

/** The last part of a key; of a very long one the end, which has the file's ending. */
function fittingName(key: string): string {
  const characters = Array.from(key.slice(key.lastIndexOf("/") + 1));
  return characters.slice(-longestName).join("");
}

async function sha256Of(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest("hex");
}
