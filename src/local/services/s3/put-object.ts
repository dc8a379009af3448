import type { PutObjectOutput, PutObjectRequest } from "@aws-sdk/client-s3";
import { AwsError, notImplemented } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { removeBodies, storeBody } from "./body-store.ts";
import type { ObjectBody, StoredBody } from "./body-store.ts";
import { requireBucket } from "./buckets.ts";
import {
  algorithmsOf,
  checksumMembers,
  checksumOutput,
  claimedChecksums,
  requireTrailers,
  verifyChecksums,
  verifyContentMd5,
} from "./checksums.ts";
import type { ObjectChecksum } from "./checksums.ts";
import { objectHeaderMembers, readObjectHeaders } from "./object-headers.ts";
import { authorizeTaggedWrite, readTagging } from "./object-tags.ts";
import { commitObject } from "./objects.ts";
import type { Cloud } from "../../service.ts";

export type PutObjectInput = Omit<PutObjectRequest, "Body"> & { readonly Body?: ObjectBody };

/** Storage members that name the defaults; anything else is refused, as it would change nothing here. */
export const storageMembers = ["ServerSideEncryption", "StorageClass"] as const;

/** What every operation that writes a whole object takes. */
export const writeMembers = [
  "Bucket",
  "Key",
  "ChecksumAlgorithm",
  "IfMatch",
  "IfNoneMatch",
  "ExpectedBucketOwner",
  "Tagging",
  ...objectHeaderMembers,
  ...storageMembers,
] as const;

export const putObject: Operation<PutObjectInput, PutObjectOutput> = {
  members: ["Body", "ContentLength", "ContentMD5", ...checksumMembers, ...writeMembers],
  authorize: authorizeTaggedWrite,
  async handle(input, context) {
    const { cloud } = context;
    const bucket = requireBucket(cloud, input).name;
    const key = checkKey(input.Key);
    checkStorage(input);
    const headers = readObjectHeaders(input);
    const tags = readTagging(input.Tagging);
    const { body, checksum } = await receiveBody(cloud, input);
    const object = commitObject(context, {
      bucket,
      key,
      body,
      etag: body.md5.toString("hex"),
      headers,
      tags,
      checksum,
      condition: input,
      reason: "PutObject",
    });
    return {
      ETag: `"${object.etag}"`,
      ServerSideEncryption: "AES256",
      ...checksumOutput(checksum),
      ...(object.version_id === "null" ? {} : { VersionId: object.version_id }),
    };
  },
};

export function checkKey(key: string | undefined): string {
  if (key === undefined || key === "") throw new AwsError("InvalidURI", "Couldn't parse the specified URI.");
  // Half a surrogate pair has no bytes of its own; the store would keep another key.
  if (!key.isWellFormed()) throw new AwsError("InvalidURI", "Couldn't parse the specified URI.");
  if (Buffer.byteLength(key) > 1024) throw new AwsError("KeyTooLongError", "Your key is too long");
  return key;
}

interface StorageInput {
  readonly ServerSideEncryption?: string | undefined;
  readonly StorageClass?: string | undefined;
}

export function checkStorage({ ServerSideEncryption, StorageClass }: StorageInput): void {
  if (ServerSideEncryption !== undefined && ServerSideEncryption !== "AES256") {
    throw notImplemented(`ServerSideEncryption ${ServerSideEncryption} of s3`);
  }
  if (StorageClass !== undefined && StorageClass !== "STANDARD") {
    throw notImplemented(`StorageClass ${StorageClass} of s3`);
  }
}

interface BodyInput {
  readonly Body?: ObjectBody;
  readonly ContentLength?: number | undefined;
  readonly ContentMD5?: string | undefined;
}

/** Stores an uploaded body and holds it to what the client claims about it. */
export async function receiveBody(
  cloud: Cloud,
  input: BodyInput,
): Promise<{ body: StoredBody; checksum: ObjectChecksum | undefined }> {
  const body = await storeBody(cloud, input.Body, algorithmsOf(input, input.Body));
  try {
    if (input.ContentLength !== undefined && input.ContentLength !== body.size) {
      throw new AwsError(
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header",
      );
    }
    verifyContentMd5(input.ContentMD5, body.md5);
    requireTrailers(input.Body);
    verifyChecksums(claimedChecksums(input, input.Body), body.checksums);
  } catch (error) {
    removeBodies(cloud, [body.contentId]);
    throw error;
  }
  const [first] = body.checksums;
  return { body, checksum: first && { algorithm: first[0], value: first[1], type: "FULL_OBJECT" } };
}
