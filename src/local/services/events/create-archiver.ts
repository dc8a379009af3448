import { compilePattern, matchesPattern } from "../../event-patterns/index.ts";
import type { EventPattern, FlatEvent } from "../../event-patterns/index.ts";
import type { Cloud } from "../../service.ts";
import { listArchivesOf } from "./archive-store.ts";
import type { EventEnvelope } from "./event-envelope.ts";

/** Keeps copies of events in the archives of their bus; their patterns are compiled once. */
export interface Archiver {
  /** To be called with each event that is routed, within its transaction. */
  readonly keep: (bus: string, event: EventEnvelope, fields: FlatEvent) => void;
  /** Whether the bus has archives. */
  readonly listens: (bus: string) => boolean;
  /** To be called after every change of an archive. */
  readonly forget: () => void;
}

interface OpenArchive {
  readonly name: string;
  readonly pattern: EventPattern | undefined;
  readonly retentionMs: number;
}

const dayMs = 86_400_000;

export function createArchiver(cloud: Cloud): Archiver {
  let byBus = new Map<string, readonly OpenArchive[]>();

  function archivesOf(bus: string): readonly OpenArchive[] {
    let archives = byBus.get(bus);
    if (archives === undefined) {
      archives = listArchivesOf(cloud, bus).map(({ name, pattern, retention_days }) => ({
        name,
        pattern: pattern === null ? undefined : compilePattern(pattern),
        retentionMs: retention_days * dayMs,
      }));
      byBus.set(bus, archives);
    }
    return archives;
  }

  return {
    listens: (bus) => archivesOf(bus).length > 0,
    keep(bus, event, fields) {
      // What is replayed is archived already.
      if (event["replay-name"] !== undefined) return;
      const now = cloud.clock.now();
      for (const { name, pattern, retentionMs } of archivesOf(bus)) {
        if (pattern !== undefined && !matchesPattern(pattern, fields)) continue;
        cloud.db
          .prepare("INSERT INTO events_archived (archive, time, archived_at, envelope) VALUES (?, ?, ?, ?)")
          .run(name, Date.parse(event.time), now, JSON.stringify(event));
        if (retentionMs === 0) continue;
        cloud.db
          .prepare("DELETE FROM events_archived WHERE archive = ? AND archived_at < ?")
          .run(name, now - retentionMs);
      }
    },
    forget() {
      byBus = new Map();
    },
  };
}
