import type { ApiRequest } from "./console-handler.ts";
import { root } from "../root.ts";
import { physicalBuckets } from "./physical-buckets.ts";
import type { BucketList, ObjectPage } from "./read-api.ts";
import { requiredParameter } from "./required-parameter.ts";

export async function readBuckets({ cloud }: ApiRequest): Promise<BucketList> {
  const { Buckets = [] } = await cloud.call<{ Buckets?: readonly { readonly Name: string }[] }>(
    "s3",
    "ListBuckets",
    {},
    root,
  );
  const logicalNames = new Map([...(await physicalBuckets(cloud))].map(([logicalName, name]) => [name, logicalName]));
  return {
    // The bucket of deployment assets is the cdk CLI's business.
    buckets: Buckets.filter(({ Name }) => !Name.startsWith("cdk-hnb659fds-assets-")).map(({ Name: name }) => ({
      name,
      logicalName: logicalNames.get(name) ?? null,
    })),
  };
}

interface ListedObjects {
  readonly CommonPrefixes?: readonly { readonly Prefix: string }[];
  readonly Contents?: readonly { readonly Key: string; readonly Size: number; readonly LastModified: Date }[];
  readonly NextContinuationToken?: string;
}

export async function readObjects({ cloud, query }: ApiRequest): Promise<ObjectPage> {
  const cursor = query.get("cursor");
  const listed = await cloud.call<ListedObjects>(
    "s3",
    "ListObjectsV2",
    {
      Bucket: requiredParameter(query, "bucket"),
      Delimiter: "/",
      Prefix: query.get("prefix") ?? "",
      ...(cursor === null ? {} : { ContinuationToken: cursor }),
    },
    root,
  );
  return {
    prefixes: (listed.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
    objects: (listed.Contents ?? []).map(({ Key, Size, LastModified }) => ({
      key: Key,
      size: Size,
      lastModified: LastModified.getTime(),
    })),
    cursor: listed.NextContinuationToken ?? null,
  };
}
