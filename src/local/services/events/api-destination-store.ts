import type { ApiDestinationHttpMethod } from "@aws-sdk/client-eventbridge";
import type { SQLOutputValue } from "node:sqlite";
import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { findConnection } from "./connection-store.ts";

/** An HTTP endpoint that rules send events to, with the credentials of a connection. */
export interface ApiDestination {
  readonly name: string;
  readonly arn: string;
  readonly description: string | undefined;
  readonly connectionArn: string;
  readonly endpoint: string;
  readonly method: ApiDestinationHttpMethod;
  readonly ratePerSecond: number;
  /** Milliseconds since the epoch, as are all times here. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** What AWS was seen to answer of a destination that names no InvocationRateLimitPerSecond. */
export const usualRatePerSecond = 300;

export function createApiDestinationTable({ db }: Cloud): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS events_api_destinations (
      name TEXT PRIMARY KEY, arn TEXT NOT NULL UNIQUE, description TEXT, connection_arn TEXT NOT NULL,
      endpoint TEXT NOT NULL, method TEXT NOT NULL, rate_per_second INTEGER NOT NULL,
      created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL
    ) STRICT;
  `);
}

/** What rights on a destination are checked on, where only its name is given. */
export function apiDestinationArn({ region, accountId }: Cloud, name = ""): string {
  return `arn:aws:events:${region}:${accountId}:api-destination/${name}`;
}

export function isApiDestination(arn: string): boolean {
  return /^arn:aws:events:[^:]*:\d*:api-destination\//.test(arn);
}

/** What an operation on one destination needs. */
export function apiDestinationAuthorization(action: string) {
  return ({ Name }: { readonly Name?: string | undefined }, { cloud }: { readonly cloud: Cloud }) => [
    { action: `events:${action}`, resource: apiDestinationArn(cloud, Name) },
  ];
}

export function findApiDestination(cloud: Cloud, by: { readonly name: string } | { readonly arn: string }) {
  const [column, value] = "name" in by ? ["name", by.name] : ["arn", by.arn];
  const row = cloud.db.prepare(`SELECT * FROM events_api_destinations WHERE ${column} = ?`).get(value);
  return row === undefined ? undefined : toApiDestination(row);
}

/** Throws `ResourceNotFoundException`. */
export function getApiDestination(cloud: Cloud, name = ""): ApiDestination {
  const destination = findApiDestination(cloud, { name });
  if (destination !== undefined) return destination;
  const message = `Failed to describe the api-destination(s). An api-destination '${name}' does not exist.`;
  throw new AwsError("ResourceNotFoundException", message);
}

export function listAllApiDestinations(cloud: Cloud): readonly ApiDestination[] {
  return cloud.db.prepare("SELECT * FROM events_api_destinations ORDER BY name").all().map(toApiDestination);
}

export function putApiDestination(cloud: Cloud, destination: ApiDestination): void {
  cloud.db
    .prepare("INSERT OR REPLACE INTO events_api_destinations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    .run(
      destination.name,
      destination.arn,
      destination.description ?? null,
      destination.connectionArn,
      destination.endpoint,
      destination.method,
      destination.ratePerSecond,
      destination.createdAt,
      destination.modifiedAt,
    );
}

export function removeApiDestination(cloud: Cloud, name: string): void {
  cloud.db.prepare("DELETE FROM events_api_destinations WHERE name = ?").run(name);
}

/** What the operations that change a destination answer. */
export function apiDestinationAnswer(cloud: Cloud, { arn, connectionArn, createdAt, modifiedAt }: ApiDestination) {
  return {
    ApiDestinationArn: arn,
    ApiDestinationState: stateOf(cloud, connectionArn),
    CreationTime: new Date(createdAt),
    LastModifiedTime: new Date(modifiedAt),
  };
}

/** What a list shows of a destination. */
export function apiDestinationSummary(cloud: Cloud, destination: ApiDestination) {
  return {
    ...apiDestinationAnswer(cloud, destination),
    Name: destination.name,
    ConnectionArn: destination.connectionArn,
    InvocationEndpoint: destination.endpoint,
    HttpMethod: destination.method,
    InvocationRateLimitPerSecond: destination.ratePerSecond,
  };
}

/** A destination is as active as its connection; of one whose connection is gone, AWS documents nothing. */
function stateOf(cloud: Cloud, connectionArn: string): "ACTIVE" | "INACTIVE" {
  return findConnection(cloud, { arn: connectionArn })?.state === "AUTHORIZED" ? "ACTIVE" : "INACTIVE";
}

function toApiDestination(row: Record<string, SQLOutputValue>): ApiDestination {
  return {
    name: String(row.name),
    arn: String(row.arn),
    description: row.description === null ? undefined : String(row.description),
    connectionArn: String(row.connection_arn),
    endpoint: String(row.endpoint),
    method: row.method as ApiDestinationHttpMethod,
    ratePerSecond: Number(row.rate_per_second),
    createdAt: Number(row.created_at),
    modifiedAt: Number(row.modified_at),
  };
}
