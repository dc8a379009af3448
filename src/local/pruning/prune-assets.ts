import { root } from "../root.ts";
import type { Cloud } from "../service.ts";

/** An upload for a deployment that is still on its way is younger. */
const youngMs = 60 * 60_000;

interface Listed {
  readonly Contents?: readonly { readonly Key: string; readonly LastModified: Date }[];
  readonly NextContinuationToken?: string;
}

/** Removes what the `cdk` CLI uploaded for deployments that no stack goes back to; it uploads again what it misses. */
export async function pruneAssets(cloud: Cloud): Promise<void> {
  const Bucket = `cdk-hnb659fds-assets-${cloud.accountId}-${cloud.region}`;
  const tables = ["cloudformation_stacks", "cloudformation_change_sets", "cloudformation_resources"];
  const mentions = tables.map((table) => cloud.db.prepare(`SELECT 1 FROM ${table} WHERE instr(record, ?) LIMIT 1`));
  let token: string | undefined;
  do {
    const page: Listed = await cloud.call(
      "s3",
      "ListObjectsV2",
      { Bucket, ...(token === undefined ? {} : { ContinuationToken: token }) },
      root,
    );
    for (const { Key, LastModified } of page.Contents ?? []) {
      const isYoung = cloud.clock.now() - LastModified.getTime() < youngMs;
      if (isYoung || mentions.some((mention) => mention.get(Key) !== undefined)) continue;
      await cloud.call("s3", "DeleteObject", { Bucket, Key }, root);
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
}
