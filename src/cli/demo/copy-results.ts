import { createWriteStream, mkdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { root, type RunningCloud } from "#local";
import type { ObjectPlace } from "./demo-plan.ts";

interface CopyOptions {
  readonly cloud: RunningCloud["cloud"];
  /** Physical name. */
  readonly bucket: string;
  readonly place: ObjectPlace;
  /** Absolute path. */
  readonly folder: string;
}

interface Listed {
  readonly Contents?: readonly { readonly Key: string; readonly LastModified: Date }[];
}

/** Copies objects out of the local S3 as ordinary files; returns their absolute paths, newest first. */
export async function copyResults({ cloud, bucket, place, folder }: CopyOptions): Promise<readonly string[]> {
  const { Contents = [] } = await cloud.call<Listed>(
    "s3",
    "ListObjectsV2",
    { Bucket: bucket, Prefix: place.prefix },
    root,
  );
  const found = Contents.filter(({ Key }) => Key.endsWith(place.suffix)).toSorted(
    (left, right) => right.LastModified.getTime() - left.LastModified.getTime(),
  );
  return Promise.all(
    found.map(async ({ Key }) => {
      const file = join(folder, normalize(join("/", place.bucket, Key)));
      mkdirSync(dirname(file), { recursive: true });
      const { Body } = await cloud.call<{ readonly Body: Readable }>("s3", "GetObject", { Bucket: bucket, Key }, root);
      await pipeline(Body, createWriteStream(file));
      return file;
    }),
  );
}
