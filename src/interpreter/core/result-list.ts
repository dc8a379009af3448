import type { Json } from "#asl";

/** The results of branches or iterations, in chunks: to replace one copies a chunk, not ten thousand results. */
export type ResultList = readonly (readonly Json[])[];

const chunkLength = 128;

/** As many nulls as there will be results. */
export function emptyResults(count: number): ResultList {
  return Array.from({ length: Math.ceil(count / chunkLength) }, (_, chunk) =>
    Array.from({ length: Math.min(chunkLength, count - chunk * chunkLength) }, () => null),
  );
}

export function withResult(results: ResultList, index: number, result: Json): ResultList {
  const chunk = Math.floor(index / chunkLength);
  return results.with(chunk, (results[chunk] ?? []).with(index % chunkLength, result));
}

export function allResults(results: ResultList): readonly Json[] {
  return results.flat();
}
