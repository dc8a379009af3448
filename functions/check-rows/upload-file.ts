import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  type CompletedPart,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { type FileHandle, open } from "node:fs/promises";

/** A part in memory can be sent again when S3 throttles, which a stream cannot. */
const defaultPartBytes = 16 * 1024 * 1024;

interface UploadOptions {
  readonly s3: S3Client;
  readonly path: string;
  readonly bucket: string;
  readonly key: string;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Fails with S3's 412 or 409 if the key has an object, or gets one meanwhile. @default false it is replaced */
  readonly onlyIfNew?: boolean;
  /** The size of a part, and of the largest file that is sent whole; S3 takes no parts below 5 MiB. @default 16 MiB */
  readonly partBytes?: number;
}

/** Uploads a local file, in parts if it is large. */
export async function uploadFile(options: UploadOptions): Promise<void> {
  const { s3, bucket, key, contentType, metadata, partBytes = defaultPartBytes } = options;
  await using file = await open(options.path);
  const { size } = await file.stat();
  const target = { Bucket: bucket, Key: key };
  const about = { ContentType: contentType, Metadata: metadata };
  const condition = options.onlyIfNew === true ? { IfNoneMatch: "*" } : {};
  if (size <= partBytes) {
    await s3.send(new PutObjectCommand({ ...target, ...about, ...condition, Body: await file.readFile() }));
    return;
  }
  // The client sends a CRC32 with each part on its own account. Unless the upload is created for that algorithm, and completed
  // with each part's checksum, S3 answers InvalidRequest.
  const ChecksumAlgorithm = "CRC32";
  const create = new CreateMultipartUploadCommand({ ...target, ...about, ChecksumAlgorithm });
  const { UploadId } = await s3.send(create);
  const upload = { ...target, UploadId };
  try {
    const parts: CompletedPart[] = [];
    for (let start = 0; start < size; start += partBytes) {
      const PartNumber = parts.length + 1;
      const Body = await readPart(file, start, Math.min(partBytes, size - start));
      const part = new UploadPartCommand({ ...upload, PartNumber, Body, ChecksumAlgorithm });
      const { ETag, ChecksumCRC32 } = await s3.send(part);
      parts.push({ PartNumber, ETag, ChecksumCRC32 });
    }
    await s3.send(new CompleteMultipartUploadCommand({ ...upload, ...condition, MultipartUpload: { Parts: parts } }));
  } catch (error) {
    await s3.send(new AbortMultipartUploadCommand(upload));
    throw error;
  }
}

async function readPart(file: FileHandle, start: number, length: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}
