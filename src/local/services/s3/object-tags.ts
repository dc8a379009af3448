import { AwsError } from "../../aws-error.ts";
import type { Authorization } from "../../service.ts";
import { objectArn } from "./buckets.ts";

/** A tag in the API's own shape. */
export interface ObjectTag {
  readonly Key: string;
  readonly Value: string;
}

const mostTags = 10;

/** Reads the header `x-amz-tagging`, written like a query; throws in S3's words. */
export function readTagging(header: string | undefined): readonly ObjectTag[] {
  if (header === undefined || header === "") return [];
  const pairs = header.split("&").map((pair) => pair.split("="));
  if (pairs.some((pair) => pair.length > 2)) throw malformedHeader();
  const tags = pairs.map(([key = "", value = ""]) => ({ Key: decode(key), Value: decode(value) }));
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) throw malformedHeader();
  return checkTags(tags);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw malformedHeader();
  }
}

const malformedHeader = (): AwsError =>
  new AwsError(
    "InvalidArgument",
    "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
    400,
    { ArgumentName: "x-amz-tagging" },
  );

/** Throws unless an object may have these tags; gives them back. */
export function checkTags(
  given: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[],
): readonly ObjectTag[] {
  const tags = given.map(({ Key = "", Value = "" }) => ({ Key, Value }));
  if (tags.length > mostTags) throw new AwsError("BadRequest", `Object tags cannot be greater than ${mostTags}`);
  for (const { Key, Value } of tags) {
    if (Key === "" || Key.length > 128 || !isTagText(Key)) {
      throw new AwsError("InvalidTag", "The TagKey you have provided is invalid", 400, { TagKey: Key });
    }
    if (Value.length > 256 || !isTagText(Value)) {
      throw new AwsError("InvalidTag", "The TagValue you have provided is invalid", 400, { TagValue: Value });
    }
  }
  const keys = tags.map(({ Key }) => Key);
  const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
  if (repeated === undefined) return tags;
  throw new AwsError("InvalidTag", "Cannot provide multiple Tags with the same key", 400, { TagKey: repeated });
}

const isTagText = (text: string): boolean => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text);

/** Tags as a column holds them: none for none. */
export const encodeTags = (tags: readonly ObjectTag[]): string | null =>
  tags.length === 0 ? null : JSON.stringify(tags);

export const decodeTags = (column: string | null): readonly ObjectTag[] =>
  column === null ? [] : (JSON.parse(column) as readonly ObjectTag[]);

/** The output member of a read that tells how many tags there are. */
export function tagCountOutput(column: string | null): { readonly TagCount?: number } {
  const count = decodeTags(column).length;
  return count === 0 ? {} : { TagCount: count };
}

interface TaggedWrite {
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
  readonly Tagging?: string | undefined;
}

/** The rights of a write, with that to tag where it brings tags. */
export function authorizeTaggedWrite({ Bucket, Key, Tagging }: TaggedWrite): readonly Authorization[] {
  const resource = objectArn(Bucket, Key);
  const write = { action: "s3:PutObject", resource };
  return Tagging === undefined ? [write] : [write, { action: "s3:PutObjectTagging", resource }];
}
