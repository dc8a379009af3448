import { utf8Length } from "../core/utf8-length.ts";
import type { ResultFormat } from "../types.ts";
import type { MapRunResult } from "./describe-child.ts";
import { formatResults, jsonLines } from "./format-results.ts";

export interface ResultPlace {
  readonly bucket: string;
  readonly prefix: string;
  readonly mapRunArn: string;
  readonly format: ResultFormat;
}

export interface ResultFile {
  readonly key: string;
  readonly body: string;
}

/** What a result writer makes of a map run: the files, the manifest last, and the state's result. */
export interface ResultFiles {
  readonly files: readonly ResultFile[];
  readonly output: {
    readonly MapRunArn: string;
    readonly ResultWriterDetails: { readonly Bucket: string; readonly Key: string };
  };
}

const statuses = ["FAILED", "PENDING", "SUCCEEDED"] as const;

/** Sorts the children of a map run by status into files under `<prefix>/<map run's id>/`, as AWS does. */
export function resultFiles(children: readonly MapRunResult[], place: ResultPlace): ResultFiles {
  const { bucket, prefix, mapRunArn, format } = place;
  const id = mapRunArn.slice(mapRunArn.lastIndexOf(":") + 1);
  const folder = prefix === "" ? id : `${prefix.replace(/\/$/u, "")}/${id}`;
  const extension = format.outputType === "JSON" ? "json" : "jsonl";
  const byStatus = new Map(statuses.map((status) => [status, children.filter((child) => statusOf(child) === status)]));
  const files = [...byStatus].flatMap(([status, some]) =>
    some.length === 0 ? [] : [{ status, key: `${folder}/${status}_0.${extension}`, body: bodyOf(some, format) }],
  );
  const listed = statuses.map((status) => [
    status,
    files.filter((file) => file.status === status).map(({ key, body }) => ({ Key: key, Size: utf8Length(body) })),
  ]);
  const manifest = { DestinationBucket: bucket, MapRunArn: mapRunArn, ResultFiles: Object.fromEntries(listed) };
  const key = `${folder}/manifest.json`;
  return {
    files: [
      ...files.map(({ key: fileKey, body }) => ({ key: fileKey, body })),
      { key, body: JSON.stringify(manifest) },
    ],
    output: { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: bucket, Key: key } },
  };
}

function bodyOf(children: readonly MapRunResult[], { transformation, outputType }: ResultFormat): string {
  const results = formatResults(children, transformation);
  return outputType === "JSON" ? JSON.stringify(results) : jsonLines(results);
}

function statusOf({ startedAt, result }: MapRunResult): (typeof statuses)[number] {
  if (startedAt === undefined) return "PENDING";
  // What was still running when the map run ended is aborted, which counts as failed.
  return result?.status === "SUCCEEDED" ? "SUCCEEDED" : "FAILED";
}
