import type { Json } from "#asl";
import type { ObjectPlace } from "./item-store.ts";
import { parseJson } from "./parse-items.ts";
import { readerFailure } from "./reader-failure.ts";

/** The objects that a manifest names. */
export interface Manifest {
  readonly objects: readonly ObjectPlace[];
  /** The columns of all of them, where the manifest says so. */
  readonly columns?: readonly string[];
}

/** The manifest that Athena's UNLOAD writes: the URI of an object on each line. */
export function readAthenaManifest(text: string): Manifest {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== "");
  return { objects: lines.map((line, index) => placeOfUri(line.trim(), index + 1)) };
}

function placeOfUri(uri: string, line: number): ObjectPlace {
  const { bucket, key } = /^s3:\/\/(?<bucket>[^/]+)\/(?<key>.+)$/u.exec(uri)?.groups ?? {};
  if (bucket === undefined || key === undefined) {
    throw readerFailure(`Line ${line} of the manifest is not the S3 URI of an object: ${uri}`);
  }
  return { bucket, key };
}

interface InventoryManifest {
  readonly destinationBucket: string;
  /** For instance `Bucket, Key, Size`. */
  readonly fileSchema: string;
  readonly fileFormat: string;
  readonly files: readonly { readonly key: string }[];
}

/** The manifest.json of an S3 Inventory, whose lists are CSV without a header. */
export function readInventoryManifest(text: string): Manifest {
  const manifest = parseJson(text, "The manifest");
  if (!isInventory(manifest)) {
    throw readerFailure(
      "The file is no manifest of an S3 Inventory: it needs destinationBucket, fileSchema and files.",
    );
  }
  const { destinationBucket, fileSchema, fileFormat, files } = manifest;
  if (fileFormat !== "CSV") throw readerFailure(`The inventory's files are ${fileFormat}; only CSV can be read.`);
  const bucket = destinationBucket.replace(/^arn:[^:]*:s3:::/u, "");
  const columns = fileSchema.split(",").map((name) => name.trim());
  return { objects: files.map(({ key }) => ({ bucket, key })), columns };
}

function isInventory(value: Json): value is Json & InventoryManifest {
  if (typeof value !== "object" || value === null) return false;
  const { destinationBucket, fileSchema, fileFormat, files } = value as Readonly<Record<string, unknown>>;
  return (
    [destinationBucket, fileSchema, fileFormat].every((text) => typeof text === "string") &&
    Array.isArray(files) &&
    files.every((file: unknown) => typeof (file as { readonly key?: unknown } | null)?.key === "string")
  );
}
