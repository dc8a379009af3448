import { notImplemented } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";

/** An event of an AWS service, before the bus gives it id, account and region. */
export interface ServiceEvent {
  readonly source: string;
  readonly "detail-type": string;
  /** ISO 8601, to the second. */
  readonly time: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Hands events to the default bus, durably: once this resolves the bus has them. */
export async function sendEvents(_cloud: Cloud, _events: readonly ServiceEvent[]): Promise<void> {
  throw notImplemented("EventBridge");
}
