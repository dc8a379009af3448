import type { Json } from "#asl";
import type { Snapshot } from "./core/snapshot.ts";
import type { ExecutionIdentity } from "./types.ts";

/** What a runner knows of an execution from its beginning, and need not store with each snapshot. */
export interface Beginning {
  readonly identity: ExecutionIdentity;
  readonly input: Json;
}

/** The text of a snapshot without what never changes; `unpackSnapshot` gives it back. */
export function packSnapshot(snapshot: Snapshot): string {
  return JSON.stringify({ ...snapshot, identity: undefined, input: undefined });
}

export function unpackSnapshot(text: string, { identity, input }: Beginning): Snapshot {
  return { ...(JSON.parse(text) as Omit<Snapshot, keyof Beginning>), identity, input };
}
