import type { GetObjectAttributesOutput, GetObjectAttributesRequest } from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { objectArn } from "./buckets.ts";
import { checksumOutput, type ObjectChecksum } from "./checksums.ts";
import { partsOfObject } from "./object-parts.ts";
import { requireObject } from "./objects.ts";
import { pageSize } from "./page-size.ts";
import type { ObjectRow } from "./tables.ts";

const attributes: readonly string[] = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];
const mostParts = 10_000;

export const getObjectAttributes: Operation<GetObjectAttributesRequest, GetObjectAttributesOutput> = {
  members: ["Bucket", "Key", "VersionId", "ObjectAttributes", "MaxParts", "PartNumberMarker", "ExpectedBucketOwner"],
  authorize: ({ Bucket, Key, VersionId }) =>
    ["GetObject", "GetObjectAttributes"].map((name) => ({
      action: `s3:${VersionId === undefined ? name : name.replace("GetObject", "GetObjectVersion")}`,
      resource: objectArn(Bucket, Key),
    })),
  handle(input, context) {
    const asked = (input.ObjectAttributes ?? []).flatMap((text) => String(text).split(",")).map((name) => name.trim());
    const unknown = asked.find((name) => !attributes.includes(name));
    if (unknown !== undefined || asked.length === 0) {
      throw new AwsError("InvalidArgument", "Invalid attribute name specified.", 400, {
        ArgumentName: "x-amz-object-attributes",
      });
    }
    const object = requireObject(context, input);
    const checksum = object.checksum === null ? undefined : (JSON.parse(object.checksum) as ObjectChecksum);
    return {
      LastModified: new Date(object.last_modified),
      ...(object.version_id === "null" ? {} : { VersionId: object.version_id }),
      ...(asked.includes("ETag") && { ETag: object.etag }),
      ...(asked.includes("Checksum") && checksum && { Checksum: checksumOutput(checksum) }),
      ...(asked.includes("ObjectParts") && describeParts(object, checksum, input)),
      ...(asked.includes("StorageClass") && { StorageClass: "STANDARD" as const }),
      ...(asked.includes("ObjectSize") && { ObjectSize: object.size }),
    };
  },
};

/** The parts of an object that has some; S3 lists them one by one only where they have checksums. */
function describeParts(
  object: ObjectRow,
  checksum: ObjectChecksum | undefined,
  { MaxParts, PartNumberMarker }: GetObjectAttributesRequest,
) {
  const parts = partsOfObject(object);
  if (parts === undefined) return {};
  if (checksum === undefined) return { ObjectParts: { TotalPartsCount: parts.length } };
  const marker = pageSize(Number(PartNumberMarker ?? 0), "part-number-marker", mostParts);
  const most = pageSize(MaxParts, "max-parts", 1000);
  const rest = parts.filter(({ number }) => number > marker);
  const page = rest.slice(0, most);
  return {
    ObjectParts: {
      TotalPartsCount: parts.length,
      PartNumberMarker: String(marker),
      NextPartNumberMarker: String(page.at(-1)?.number ?? marker),
      MaxParts: most,
      IsTruncated: page.length < rest.length,
      Parts: page.map((part) => ({
        PartNumber: part.number,
        Size: part.size,
        ...(part.checksum !== undefined && { [`Checksum${checksum.algorithm}`]: part.checksum }),
      })),
    },
  };
}
