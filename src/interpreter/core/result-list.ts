import type { Json } from "#asl";

/** The results of branches or iterations, in chunks: to put one in its place copies a chunk at most, not ten thousand results. */
export type ResultList = readonly (readonly Json[])[];

const chunkLength = 128;

/** As many nulls as there will be results. */
export function emptyResults(count: number): ResultList {
  return Array.from({ length: Math.ceil(count / chunkLength) }, (_, chunk) =>
    Array.from({ length: Math.min(chunkLength, count - chunk * chunkLength) }, () => null),
  );
}

/** The lists and chunks that nobody else has, which are written to; others are copied first. */
export type OwnLists = WeakSet<readonly unknown[]>;

export function withResult(results: ResultList, index: number, result: Json, own: OwnLists): ResultList {
  const chunk = Math.floor(index / chunkLength);
  const list = writable(results, own);
  const part = writable(list[chunk] ?? [], own);
  part[index % chunkLength] = result;
  list[chunk] = part;
  return list;
}

function writable<Value>(list: readonly Value[], own: OwnLists): Value[] {
  if (own.has(list)) return list as Value[];
  const copy = [...list];
  own.add(copy);
  return copy;
}

export function allResults(results: ResultList): readonly Json[] {
  return results.flat();
}
