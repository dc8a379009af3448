import { closeSync, createReadStream, mkdirSync, openSync, readdirSync, rmSync, unlinkSync } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { syncFolder } from "../../stores/sync-folder.ts";
import { createHasher } from "./checksums.ts";
import type { ChecksumAlgorithm } from "./checksums.ts";

// Bodies of objects and parts, each a file of its own. A body is written beside, synced and renamed before the row that
// names it is committed; a file that no row names is left over from a crash and swept at the next start.

/** What a client or another service gives as a body. */
export type ObjectBody = Readable | Uint8Array | string | undefined;

export interface StoredBody {
  readonly contentId: string;
  readonly size: number;
  readonly md5: Buffer;
  /** Base64 by algorithm, for the algorithms asked for. */
  readonly checksums: ReadonlyMap<ChecksumAlgorithm, string>;
}

const folderOf = (cloud: Cloud): string => join(cloud.dataFolder, "s3");

/** Absolute path of a body. */
export function bodyPath(cloud: Cloud, contentId: string): string {
  return join(folderOf(cloud), contentId.slice(0, 2), contentId);
}

/** Writes a body to a file of its own, durably, and digests it on the way. */
export async function storeBody(
  cloud: Cloud,
  body: ObjectBody,
  algorithms: readonly ChecksumAlgorithm[],
): Promise<StoredBody> {
  const contentId = cloud.newId();
  const path = bodyPath(cloud, contentId);
  const folder = dirname(path);
  const temporaryPath = join(folderOf(cloud), `${contentId}.partial`);
  try {
    await makeFolder(folder);
    const digests = await writeFile(temporaryPath, chunksOf(body), algorithms);
    await rename(temporaryPath, path);
    await syncFolder(folder);
    return { contentId, ...digests };
  } catch (error) {
    rmSync(temporaryPath, { force: true });
    throw asIncompleteBody(error);
  }
}

type Digests = Omit<StoredBody, "contentId">;

async function writeFile(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  algorithms: readonly ChecksumAlgorithm[],
): Promise<Digests> {
  const md5 = createHash("md5");
  const hashers = algorithms.map((algorithm) => ({ algorithm, hasher: createHasher(algorithm) }));
  let size = 0;
  const file = await open(path, "wx");
  try {
    for await (const chunk of chunks) {
      md5.update(chunk);
      for (const { hasher } of hashers) hasher.update(chunk);
      size += chunk.byteLength;
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  const checksums = new Map(hashers.map(({ algorithm, hasher }) => [algorithm, hasher.digest().toString("base64")]));
  return { size, md5: md5.digest(), checksums };
}

async function* chunksOf(body: ObjectBody): AsyncIterable<Uint8Array> {
  if (body === undefined) return;
  if (typeof body === "string") yield Buffer.from(body);
  else if (body instanceof Uint8Array) yield body;
  else {
    for await (const chunk of body as AsyncIterable<Uint8Array | string>) {
      yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    }
  }
}

/** A new folder's name is an entry in the folder above, which must be as durable as what will lie in it. */
async function makeFolder(folder: string): Promise<void> {
  if ((await mkdir(folder, { recursive: true })) === undefined) return;
  await syncFolder(dirname(folder));
  await syncFolder(dirname(dirname(folder)));
}

function asIncompleteBody(error: unknown): unknown {
  const isCutOff =
    error instanceof Error && "code" in error && ["ECONNRESET", "ABORT_ERR"].includes(String(error.code));
  return isCutOff ? new AwsError("IncompleteBody", "The request body terminated unexpectedly") : error;
}

/** Opens a body, or the inclusive range of it. Opened at once: a later overwrite does not disturb the reader. */
export function openStoredBody(cloud: Cloud, contentId: string, range?: { start: number; end: number }): Readable {
  const fd = openSync(bodyPath(cloud, contentId), "r");
  if (range !== undefined && range.end < range.start) {
    closeSync(fd);
    return Readable.from([]);
  }
  return createReadStream("", { fd, ...range });
}

/** Removes bodies that no row names any more. A file that cannot be removed now is swept at the next start. */
export function removeBodies(cloud: Cloud, contentIds: readonly (string | null)[]): void {
  for (const contentId of contentIds) {
    if (contentId === null) continue;
    try {
      unlinkSync(bodyPath(cloud, contentId));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT")
        cloud.log(`s3: could not remove a body: ${String(error)}`);
    }
  }
}

/** Removes what a crash left: partial files and bodies without a row. Only at start, before any upload. */
export function sweepBodies(cloud: Cloud): void {
  const root = folderOf(cloud);
  mkdirSync(root, { recursive: true });
  const isNamed = cloud.db.prepare(
    "SELECT 1 FROM s3_objects WHERE content_id = :id UNION ALL SELECT 1 FROM s3_parts WHERE content_id = :id LIMIT 1",
  );
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    const path = join(root, entry.name);
    if (!entry.isDirectory()) rmSync(path, { force: true });
    else {
      for (const { name } of readdirSync(path, { withFileTypes: true }).filter((inner) => !inner.isDirectory())) {
        if (isNamed.get({ id: name }) === undefined) rmSync(join(path, name), { force: true });
      }
    }
  }
}
