import type { Cloud } from "../../service.ts";
import { findGroup, findStream, insertEvents, insertGroup, insertStream } from "./log-store.ts";
import { recordMetrics } from "./record-metrics.ts";

/**
 * Appends lines to a log stream, making the group and the stream where they are missing, as Lambda does.
 *
 * Needs the Logs service to have been created.
 */
export function writeLog(cloud: Cloud, group: string, stream: string, lines: readonly string[]): void {
  const now = cloud.clock.now();
  if (!findGroup(cloud.db, group)) insertGroup(cloud.db, group, now, {});
  if (!findStream(cloud.db, group, stream)) insertStream(cloud.db, group, stream, now);
  const events = lines.map((message) => ({ timestamp: now, message }));
  insertEvents(cloud.db, { group, stream, now }, events);
  recordMetrics(cloud, group, events);
}
