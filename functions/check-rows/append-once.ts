import { HeadObjectCommand, type S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { uploadFile } from "./upload-file.ts";

interface AppendOptions {
  readonly s3: S3Client;
  readonly path: string;
  readonly bucket: string;
  /** Derives from the content of the source, so that the same bytes always meet here. */
  readonly key: string;
  /** Who appends: the same in every retry. */
  readonly execution: string;
  readonly metadata: Readonly<Record<string, string>>;
}

const attempts = 5;

/**
 * Writes a Parquet file unless its key is taken. Taken by the same execution, it is a retry's work done before, and so
 * appended; taken by another, a duplicate.
 */
export async function appendOnce(options: AppendOptions): Promise<"appended" | "duplicate"> {
  const { s3, path, bucket, key, execution } = options;
  const metadata = { ...options.metadata, execution };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await uploadFile({
        s3,
        path,
        bucket,
        key,
        metadata,
        contentType: "application/vnd.apache.parquet",
        onlyIfNew: true,
      });
      return "appended";
    } catch (error) {
      // 412: there is an object. 409: another upload to the key ended at the same time.
      if (!isStatus(error, 412) && !isStatus(error, 409)) throw error;
      const writer = await writerOf(s3, bucket, key);
      if (writer !== undefined) return writer === execution ? "appended" : "duplicate";
      // The other upload failed after all, or its object was deleted: the key is free again.
      if (attempt >= attempts) throw error;
    }
  }
}

async function writerOf(s3: S3Client, bucket: string, key: string): Promise<string | undefined> {
  try {
    const { Metadata } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return Metadata?.["execution"] ?? "unknown";
  } catch (error) {
    if (isStatus(error, 404)) return undefined;
    throw error;
  }
}

function isStatus(error: unknown, status: number): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === status;
}
