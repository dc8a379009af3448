import type { ListObjectsV2Output } from "@aws-sdk/client-s3";
import type { ResourceContext } from "../../resource-type.ts";
import { pathFilter } from "./filter-paths.ts";
import { guessContentType } from "./guess-content-type.ts";
import type { SourceFile } from "./open-sources.ts";
import type { Deployment } from "./read-deployment.ts";
import { uploadObject } from "./upload-object.ts";

// Where the handler unpacks its sources: patterns are held against whole paths.
const folder = "/tmp/tmp00000000/contents";
// As many as `aws s3` has under way.
const atOnce = 10;

interface StoredObject {
  readonly key: string;
  readonly size: number;
  readonly lastModified: Date;
}

/** Brings objects to what the files are, as `aws s3 sync` does, with `--delete` if the deployment is to be pruned. */
export async function syncObjects(
  files: ReadonlyMap<string, SourceFile>,
  deployment: Deployment,
  context: ResourceContext,
): Promise<void> {
  const { bucket, prefix, filter } = deployment;
  const root = folderPrefix(prefix);
  // Objects that only mark a folder are no files.
  const stored = (await listObjects(bucket, root, context)).filter(({ key, size }) => size > 0 || !key.endsWith("/"));
  const storedByKey = new Map(stored.map((object) => [object.key, object]));
  const isSource = pathFilter(filter, folder);
  const wanted = [...files].filter(([path]) => isSource(path)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  await forEach(wanted, async ([path, file]) => {
    if (!isUpToDate(file, storedByKey.get(root + path))) await putFile(path, file, deployment, context);
  });
  if (!deployment.isPruned) return;
  const keys = new Set(wanted.map(([path]) => root + path));
  const isDestination = pathFilter(filter, `${bucket}/${prefix}`);
  const stale = stored.filter(({ key }) => !keys.has(key) && isDestination(key.slice(root.length)));
  await deleteObjects(bucket, stale, context);
}

/** Deletes every object below a prefix, as `aws s3 rm --recursive` does. */
export async function removeObjects(
  { bucket, prefix }: { readonly bucket: string; readonly prefix: string },
  context: ResourceContext,
): Promise<void> {
  await deleteObjects(bucket, await listObjects(bucket, folderPrefix(prefix), context), context);
}

/** A prefix is a folder: `web` is not the beginning of `website/index.html`. */
export const folderPrefix = (prefix: string): string => (prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`);

/** What is unpacked is newer than any object; an archive as it is keeps the time of its source. */
function isUpToDate({ asIs }: SourceFile, stored: StoredObject | undefined): boolean {
  if (asIs === undefined || stored === undefined || asIs.size !== stored.size) return false;
  return seconds(stored.lastModified) >= seconds(asIs.lastModified);
}

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000);

function putFile(
  path: string,
  file: SourceFile,
  { bucket, prefix, metadata }: Deployment,
  context: ResourceContext,
): Promise<void> {
  const guessed = guessContentType(path);
  const expires = metadata["Expires"];
  const target = {
    ...(guessed !== undefined && { ContentType: guessed }),
    ...metadata,
    ...(typeof expires === "string" && { Expires: new Date(expires) }),
    Bucket: bucket,
    Key: folderPrefix(prefix) + path,
  };
  return uploadObject(target, file.content(), context);
}

async function listObjects(
  bucket: string,
  prefix: string,
  { call }: ResourceContext,
): Promise<readonly StoredObject[]> {
  const found: StoredObject[] = [];
  let token: string | undefined;
  do {
    const page: ListObjectsV2Output = await call<ListObjectsV2Output>("s3", "ListObjectsV2", {
      Bucket: bucket,
      Prefix: prefix,
      ...(token !== undefined && { ContinuationToken: token }),
    });
    for (const { Key = "", Size = 0, LastModified = new Date(0) } of page.Contents ?? []) {
      found.push({ key: Key, size: Size, lastModified: LastModified });
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return found;
}

const deleteObjects = (bucket: string, objects: readonly StoredObject[], { call }: ResourceContext): Promise<void> =>
  forEach(objects, ({ key }) => call("s3", "DeleteObject", { Bucket: bucket, Key: key }));

/** Works on some at a time. After the first that fails no other is begun, and none is under way any more at the end. */
async function forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const waiting = [...items].values();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const item of waiting) {
      if (failures.length > 0) return;
      await work(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (failures.length > 0) throw failures[0];
}
