import { createReadStream } from "node:fs";
import type { HeadObjectOutput } from "@aws-sdk/client-s3";
import { localObjectPath } from "../../../services/s3/local-object-path.ts";
import { openArchive, type OpenArchive } from "../../../zip/open-archive.ts";
import type { DirectoryEntry } from "../../../zip/zip-directory.ts";
import type { ResourceContext } from "../../resource-type.ts";
import { ResourceCallError } from "../../stack/failure-reason.ts";
import { validationError } from "../../template/template.ts";
import type { Deployment, DeploymentSource } from "./read-deployment.ts";
import { replaceMarkers } from "./replace-markers.ts";

export interface SourceFile {
  readonly content: () => AsyncIterable<Buffer>;
  /** Of an archive that is deployed as it is: it need not be copied again. */
  readonly asIs?: { readonly size: number; readonly lastModified: Date };
}

export interface OpenSources {
  /** By path below the destination; a later source's file lies over an earlier one's. */
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly close: () => Promise<void>;
}

/** Opens the sources of a deployment. Files are unpacked as they are read: none needs to be in memory as a whole. */
export async function openSources(deployment: Deployment, context: ResourceContext): Promise<OpenSources> {
  const archives: OpenArchive[] = [];
  const close = async (): Promise<void> => {
    for (const archive of archives.splice(0)) await archive.close();
  };
  const files = new Map<string, SourceFile>();
  try {
    for (const source of deployment.sources) {
      const { path, asIs } = await findArchive(source, context);
      if (deployment.isExtracted) {
        const archive = await openedArchive(source, path);
        archives.push(archive);
        for (const entry of archive.entries) addEntry(files, source, archive, entry);
      } else {
        const name = source.key.slice(source.key.lastIndexOf("/") + 1);
        files.set(name, { content: () => createReadStream(path) as AsyncIterable<Buffer>, asIs });
      }
    }
    refuseFilesAsFolders(files);
  } catch (error) {
    await close();
    throw error;
  }
  return { files, close };
}

async function findArchive({ bucket, key }: DeploymentSource, { call, cloud }: ResourceContext) {
  let head: HeadObjectOutput;
  try {
    head = await call<HeadObjectOutput>("s3", "HeadObject", { Bucket: bucket, Key: key });
  } catch (error) {
    if (!(error instanceof ResourceCallError)) throw error;
    throw validationError(`The source s3://${bucket}/${key} cannot be read: ${error.message}`);
  }
  const path = localObjectPath(cloud, bucket, key);
  if (path === undefined) throw validationError(`The source s3://${bucket}/${key} is gone`);
  return { path, asIs: { size: head.ContentLength ?? 0, lastModified: head.LastModified ?? new Date(0) } };
}

async function openedArchive({ bucket, key }: DeploymentSource, path: string): Promise<OpenArchive> {
  try {
    return await openArchive(path);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw validationError(`The source s3://${bucket}/${key} cannot be unpacked: ${error.message}`);
  }
}

function addEntry(
  files: Map<string, SourceFile>,
  { bucket, key, replacements }: DeploymentSource,
  archive: OpenArchive,
  entry: DirectoryEntry,
): void {
  if (entry.isFolder) return;
  if (entry.hasBackslashes) {
    throw validationError(
      `The source s3://${bucket}/${key} has a path with backslashes, which is not implemented by the local cloud: ${entry.path}`,
    );
  }
  const path = entry.path
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
  // A symbolic link becomes a file that holds its target, as Python unpacks it.
  const content = (): AsyncIterable<Buffer> => archive.content(entry);
  files.set(path, {
    content: replacements.size === 0 ? content : () => replaceMarkers(content(), replacements),
  });
}

/** On disk, where the handler unpacks all sources into one folder, a path is either. */
function refuseFilesAsFolders(files: ReadonlyMap<string, SourceFile>): void {
  for (const path of files.keys()) {
    for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) {
      if (files.has(path.slice(0, at))) {
        throw validationError(`The sources have '${path.slice(0, at)}' as a file and as the folder of '${path}'`);
      }
    }
  }
}
