import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { findGroup, findStream, type LogGroupRow } from "./log-store.ts";

/** The log group that a request names, by name or ARN. */
export function requireGroup(cloud: Cloud, nameOrArn: string | undefined): LogGroupRow {
  const group = findGroup(cloud.db, groupNameOf(nameOrArn ?? ""));
  if (!group) throw new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
  return group;
}

export function requireStream(cloud: Cloud, group: string, stream: string | undefined): void {
  if (!findStream(cloud.db, group, stream ?? "")) {
    throw new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
  }
}

export function groupNameOf(nameOrArn: string): string {
  return nameOrArn.startsWith("arn:") ? (nameOrArn.split(":")[6] ?? "") : nameOrArn;
}

export function groupArn(cloud: Cloud, name: string): string {
  return `arn:aws:logs:${cloud.region}:${cloud.accountId}:log-group:${name}`;
}
