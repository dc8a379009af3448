import type { ListBucketsOutput, ListBucketsRequest } from "@aws-sdk/client-s3";
import type { Operation } from "../../service.ts";
import { toBucket } from "./buckets.ts";
import { owner } from "./owner.ts";
import { pageSize } from "./page-size.ts";
import type { BucketRow } from "./tables.ts";

export const listBuckets: Operation<ListBucketsRequest, ListBucketsOutput> = {
  members: ["MaxBuckets", "ContinuationToken", "Prefix"],
  authorize: () => [{ action: "s3:ListAllMyBuckets", resource: "*" }],
  handle({ MaxBuckets, ContinuationToken, Prefix = "" }, { cloud }) {
    const most = pageSize(MaxBuckets, "max-buckets", 10_000, 1);
    const after = ContinuationToken === undefined ? "" : Buffer.from(ContinuationToken, "base64").toString("utf8");
    const rows = cloud.db
      .prepare("SELECT * FROM s3_buckets WHERE name > ? AND substr(name, 1, length(?)) = ? ORDER BY name LIMIT ?")
      .all(after, Prefix, Prefix, most + 1) as unknown as BucketRow[];
    const page = rows.slice(0, most).map(toBucket);
    const last = page.at(-1);
    return {
      Buckets: page.map(({ name, createdAt }) => ({ Name: name, CreationDate: createdAt })),
      Owner: owner(cloud),
      ...(Prefix === "" ? {} : { Prefix }),
      ...(rows.length > page.length && last !== undefined
        ? { ContinuationToken: Buffer.from(last.name).toString("base64") }
        : {}),
    };
  },
};
