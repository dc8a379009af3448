import { createHash, randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { AwsError } from "../../aws-error.ts";
import type { CallContext, Cloud } from "../../service.ts";
import { syncFolderNow } from "../../stores/sync-folder.ts";
import { invalid } from "./constraints.ts";
import type { FunctionCode } from "./function-version.ts";
import { readZip } from "../../zip/read-zip.ts";
import type { ZipEntry } from "../../zip/read-zip.ts";

/** Where an archive comes from, in the API's own names. */
export interface ArchiveSource {
  readonly ZipFile?: Uint8Array | undefined;
  readonly S3Bucket?: string | undefined;
  readonly S3Key?: string | undefined;
  readonly S3ObjectVersion?: string | undefined;
}

// Lambda's limit of a function with its layers, unzipped.
const mostBytes = 262_144_000;

/** Fetches an archive and unpacks it below `folder` of the data folder; the same bytes are unpacked once. */
export async function storeArchive(source: ArchiveSource, folder: string, context: CallContext): Promise<FunctionCode> {
  const archive = await fetchArchive(source, context);
  const hash = createHash("sha256").update(archive).digest();
  const code = join(folder, hash.toString("hex").slice(0, 32));
  const entries = orInvalid(() => readZip(archive, { totalBytes: mostBytes }));
  unpackOnce(context.cloud, code, entries);
  return {
    sha256: hash.toString("base64"),
    size: archive.length,
    unzippedSize: entries.reduce((sum, { content }) => sum + content.length, 0),
    folder: code,
  };
}

async function fetchArchive(source: ArchiveSource, { cloud, principal }: CallContext): Promise<Buffer> {
  if (source.ZipFile !== undefined) return Buffer.from(source.ZipFile);
  if (source.S3Bucket === undefined || source.S3Key === undefined) {
    throw invalid("Please provide a source for function code.");
  }
  const input = {
    Bucket: source.S3Bucket,
    Key: source.S3Key,
    ...(source.S3ObjectVersion === undefined ? {} : { VersionId: source.S3ObjectVersion }),
  };
  try {
    const { Body } = await cloud.call<{ Body: Uint8Array | AsyncIterable<Uint8Array> }>(
      "s3",
      "GetObject",
      input,
      principal,
    );
    return await collect(Body);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw invalid(`Error occurred while GetObject. S3 Error Code: ${error.code}. S3 Error Message: ${error.message}`);
  }
}

async function collect(body: Uint8Array | AsyncIterable<Uint8Array>): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

// Unpacked beside, synced and renamed: a crash leaves either the whole folder or none.
function unpackOnce(cloud: Cloud, folder: string, entries: readonly ZipEntry[]): void {
  const target = join(cloud.dataFolder, folder);
  if (existsSync(target)) return;
  const draft = `${target}.${randomUUID()}`;
  mkdirSync(draft, { recursive: true });
  for (const entry of entries) unpackEntry(draft, entry);
  syncFolders(draft);
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  // The folder around may be new, too.
  for (let above = dirname(target); above.startsWith(cloud.dataFolder); above = dirname(above)) syncFolderNow(above);
}

function syncFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) syncFolders(join(folder, entry.name));
  syncFolderNow(folder);
}

function unpackEntry(folder: string, entry: ZipEntry): void {
  const path = join(folder, entry.path);
  if (entry.isFolder) {
    mkdirSync(path, { recursive: true });
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  if (entry.link === undefined) {
    writeFileSync(path, entry.content, { flush: true });
    if (entry.isExecutable) chmodSync(path, 0o755);
    return;
  }
  const reached = normalize(join(dirname(entry.path), entry.link));
  if (entry.link.startsWith("/") || reached.startsWith(".."))
    throw invalid(`${entry.path} links outside of the archive`);
  symlinkSync(entry.link, path);
}

function orInvalid<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid(error.message);
    throw error;
  }
}
