import type { Cloud } from "../../service.ts";
import { recordEmbeddedMetrics } from "./embedded-metrics.ts";
import { findGroup, findStream, insertEvents, insertGroup, insertStream } from "./log-store.ts";

/**
 * Appends lines to a log stream, making the group and the stream where they are missing, as Lambda does.
 *
 * Needs the Logs service to have been created.
 */
export function writeLog(cloud: Cloud, group: string, stream: string, lines: readonly string[]): void {
  const now = cloud.clock.now();
  if (!findGroup(cloud.db, group)) insertGroup(cloud.db, group, now, {});
  if (!findStream(cloud.db, group, stream)) insertStream(cloud.db, group, stream, now);
  insertEvents(
    cloud.db,
    { group, stream, now },
    lines.map((message) => ({ timestamp: now, message })),
  );
  recordEmbeddedMetrics(cloud, group, lines);
}
