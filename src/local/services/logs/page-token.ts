import { AwsError } from "../../aws-error.ts";
import type { LogEventRow } from "./log-store.ts";

/** Where a page of events ended, as an opaque token. */
export function pageToken(event: LogEventRow): string {
  return Buffer.from(`${event.timestamp}/${event.sequence}`).toString("base64url");
}

export function parsePageToken(token: string | undefined): readonly [number, number] | undefined {
  if (token === undefined) return undefined;
  const [timestamp, sequence] = Buffer.from(token, "base64url").toString().split("/").map(Number);
  if (timestamp === undefined || sequence === undefined || Number.isNaN(timestamp + sequence)) {
    throw new AwsError("InvalidParameterException", "The specified nextToken is invalid.");
  }
  return [timestamp, sequence];
}
