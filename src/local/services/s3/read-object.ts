import { buffer } from "node:stream/consumers";
import type { Cloud, Principal } from "../../service.ts";
import type { ReadObjectOutput } from "./get-object.ts";

/** Reads a whole object into memory as a principal may; throws `AwsError`. For templates, definitions and archives. */
export async function readObject(
  cloud: Cloud,
  place: { readonly Bucket: string; readonly Key: string; readonly VersionId?: string },
  principal: Principal,
): Promise<Buffer> {
  const { Body } = await cloud.call<ReadObjectOutput>("s3", "GetObject", place, principal);
  return Body === undefined ? Buffer.alloc(0) : buffer(Body);
}
