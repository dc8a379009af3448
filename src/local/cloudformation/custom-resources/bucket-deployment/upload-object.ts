import type { CreateMultipartUploadOutput, UploadPartOutput } from "@aws-sdk/client-s3";
import type { ResourceContext } from "../../resource-type.ts";

// `aws s3` uploads files of this size and more in parts, each of this size.
const partBytes = 8 * 1024 * 1024;

/** What is put: bucket and key, and what `PutObject` and `CreateMultipartUpload` both take. */
export interface UploadTarget {
  readonly Bucket: string;
  readonly Key: string;
  readonly [member: string]: unknown;
}

/** Uploads a file as `aws s3` does: a small one at once, a large one in parts. No more than a part of it is in memory. */
export async function uploadObject(
  target: UploadTarget,
  content: AsyncIterable<Buffer>,
  { call }: ResourceContext,
): Promise<void> {
  const parts = partsOf(content);
  const first = await parts.next();
  const body = first.done === true ? Buffer.alloc(0) : first.value;
  if (body.length < partBytes) {
    await call("s3", "PutObject", { ...target, Body: body });
    return;
  }
  const { Bucket, Key } = target;
  const { UploadId } = await call<CreateMultipartUploadOutput>("s3", "CreateMultipartUpload", target);
  try {
    const done: { readonly PartNumber: number; readonly ETag: string | undefined }[] = [];
    for (let part = first; part.done !== true; part = await parts.next()) {
      const PartNumber = done.length + 1;
      const input = { Bucket, Key, UploadId, PartNumber, Body: part.value };
      const { ETag } = await call<UploadPartOutput>("s3", "UploadPart", input);
      done.push({ PartNumber, ETag });
    }
    await call("s3", "CompleteMultipartUpload", { Bucket, Key, UploadId, MultipartUpload: { Parts: done } });
  } catch (error) {
    await parts.return(undefined);
    // What went wrong first is what is told.
    await call("s3", "AbortMultipartUpload", { Bucket, Key, UploadId }).catch(() => undefined);
    throw error;
  }
}

/** Pieces of any length, put together to parts; only the last is smaller, and none is empty. */
async function* partsOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (length < partBytes) continue;
    const bytes = Buffer.concat(waiting);
    let at = 0;
    for (; at + partBytes <= length; at += partBytes) yield bytes.subarray(at, at + partBytes);
    waiting = [bytes.subarray(at)];
    length -= at;
  }
  if (length > 0) yield Buffer.concat(waiting);
}
