import { listRecentEvents, type RunningCloud } from "#local";

type Cloud = RunningCloud["cloud"];

export interface EventCount {
  /** EventBridge's detail-type. */
  readonly type: string;
  readonly count: number;
}

// Far more than a demo sends.
const newest = 1000;

/** The app's own events since a moment (milliseconds since the epoch), counted by type. */
export function countEvents(cloud: Cloud, since: number): readonly EventCount[] {
  const counts = new Map<string, number>();
  for (const { event, acceptedAt } of listRecentEvents(cloud, newest)) {
    if (acceptedAt < since || event.source.startsWith("aws.")) continue;
    const type = event["detail-type"];
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts]
    .map(([type, count]) => ({ type, count }))
    .toSorted((left, right) => (left.type < right.type ? -1 : 1));
}

/** Events that are not yet routed, and deliveries that have not arrived. */
export function pendingWork(cloud: Cloud): number {
  return listRecentEvents(cloud, newest).filter(
    ({ rules, openDeliveries }) => rules === undefined || openDeliveries.length > 0,
  ).length;
}
