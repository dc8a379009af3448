import type {
  DeleteObjectTaggingOutput,
  DeleteObjectTaggingRequest,
  GetObjectTaggingOutput,
  GetObjectTaggingRequest,
  PutObjectTaggingOutput,
  PutObjectTaggingRequest,
} from "@aws-sdk/client-s3";
import type { Authorization, CallContext, Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { objectArn, requireBucket } from "./buckets.ts";
import { sendTagEvent } from "./object-event.ts";
import { checkTags, decodeTags, encodeTags, type ObjectTag } from "./object-tags.ts";
import { requireObject, type ObjectInput } from "./objects.ts";

const members = ["Bucket", "Key", "VersionId", "ExpectedBucketOwner"];

export const getObjectTagging: Operation<GetObjectTaggingRequest, GetObjectTaggingOutput> = {
  members,
  authorize: authorizeTagging("Get"),
  handle(input, context) {
    const object = requireObject(context, input);
    return { TagSet: [...decodeTags(object.tags)], ...versionOf(object.version_id) };
  },
};

export const putObjectTagging: Operation<PutObjectTaggingRequest, PutObjectTaggingOutput> = {
  members: [...members, "ContentMD5", "ChecksumAlgorithm", "Tagging.TagSet"],
  authorize: authorizeTagging("Put"),
  handle: (input, context) => setTags(input, context, checkTags(input.Tagging?.TagSet ?? [])),
};

export const deleteObjectTagging: Operation<DeleteObjectTaggingRequest, DeleteObjectTaggingOutput> = {
  members,
  authorize: authorizeTagging("Delete"),
  handle: (input, context) => setTags(input, context, []),
};

function setTags(input: ObjectInput, context: CallContext, tags: readonly ObjectTag[]): { VersionId?: string } {
  const { cloud } = context;
  const versionId = inTransaction(cloud.db, () => {
    const bucket = requireBucket(cloud, input);
    const object = requireObject(context, input);
    cloud.db.prepare("UPDATE s3_objects SET tags = ? WHERE sequence = ?").run(encodeTags(tags), object.sequence);
    sendTagEvent(context, bucket, object, tags.length > 0 ? "Object Tags Added" : "Object Tags Deleted");
    return object.version_id;
  });
  cloud.notify("bucket", input.Bucket ?? "");
  return versionOf(versionId);
}

const versionOf = (versionId: string): { VersionId?: string } => (versionId === "null" ? {} : { VersionId: versionId });

function authorizeTagging(verb: "Get" | "Put" | "Delete") {
  return ({ Bucket, Key, VersionId }: ObjectInput): readonly Authorization[] => [
    { action: `s3:${verb}Object${VersionId === undefined ? "" : "Version"}Tagging`, resource: objectArn(Bucket, Key) },
  ];
}
