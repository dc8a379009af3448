import type {
  ConnectionAuthorizationType,
  ConnectionState,
  CreateConnectionAuthRequestParameters,
} from "@aws-sdk/client-eventbridge";
import type { SQLOutputValue } from "node:sqlite";
import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";

/** How an HTTP API is called: its credentials, and what else each request carries. */
export interface Connection {
  readonly name: string;
  readonly arn: string;
  /** Of the secret that EventBridge keeps the credentials in; rights are checked on it. */
  readonly secretArn: string;
  readonly description: string | undefined;
  readonly authorizationType: ConnectionAuthorizationType;
  /** With the secrets: no operation answers them. */
  readonly parameters: CreateConnectionAuthRequestParameters;
  readonly state: ConnectionState;
  /** Milliseconds since the epoch, as are all times here. */
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly authorizedAt: number;
}

type Row = Record<string, SQLOutputValue>;

export function createConnectionTable({ db }: Cloud): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS events_connections (
      name TEXT PRIMARY KEY, arn TEXT NOT NULL UNIQUE, secret_arn TEXT NOT NULL, description TEXT,
      authorization_type TEXT NOT NULL, parameters TEXT NOT NULL, state TEXT NOT NULL,
      created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL, authorized_at INTEGER NOT NULL
    ) STRICT;
  `);
}

/** What rights on a connection are checked on, where only its name is given. */
export function connectionArn({ region, accountId }: Cloud, name = ""): string {
  return `arn:aws:events:${region}:${accountId}:connection/${name}`;
}

export function connectionSecretArn({ region, accountId }: Cloud, path: string): string {
  return `arn:aws:secretsmanager:${region}:${accountId}:secret:events!connection/${path}`;
}

export function findConnection(cloud: Cloud, by: { readonly name: string } | { readonly arn: string }) {
  const [column, value] = "name" in by ? ["name", by.name] : ["arn", by.arn];
  return toConnection(cloud.db.prepare(`SELECT * FROM events_connections WHERE ${column} = ?`).get(value));
}

/** Throws `ResourceNotFoundException`. */
export function getConnection(cloud: Cloud, name = ""): Connection {
  const connection = findConnection(cloud, { name });
  if (connection !== undefined) return connection;
  const message = `Failed to describe the connection(s). Connection '${name}' does not exist.`;
  throw new AwsError("ResourceNotFoundException", message);
}

export function listAllConnections(cloud: Cloud): readonly Connection[] {
  return cloud.db
    .prepare("SELECT * FROM events_connections ORDER BY name")
    .all()
    .flatMap((row) => toConnection(row) ?? []);
}

export function putConnection(cloud: Cloud, connection: Connection): void {
  cloud.db
    .prepare("INSERT OR REPLACE INTO events_connections VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    .run(
      connection.name,
      connection.arn,
      connection.secretArn,
      connection.description ?? null,
      connection.authorizationType,
      JSON.stringify(connection.parameters),
      connection.state,
      connection.createdAt,
      connection.modifiedAt,
      connection.authorizedAt,
    );
}

export function removeConnection(cloud: Cloud, name: string): void {
  cloud.db.prepare("DELETE FROM events_connections WHERE name = ?").run(name);
}

/** What the operations that change a connection answer. */
export function connectionAnswer({ arn, state, createdAt, modifiedAt, authorizedAt }: Connection) {
  return {
    ConnectionArn: arn,
    ConnectionState: state,
    CreationTime: new Date(createdAt),
    LastModifiedTime: new Date(modifiedAt),
    LastAuthorizedTime: new Date(authorizedAt),
  };
}

function toConnection(row: Row | undefined): Connection | undefined {
  if (row === undefined) return undefined;
  return {
    name: String(row.name),
    arn: String(row.arn),
    secretArn: String(row.secret_arn),
    description: row.description === null ? undefined : String(row.description),
    authorizationType: row.authorization_type as ConnectionAuthorizationType,
    parameters: JSON.parse(String(row.parameters)) as CreateConnectionAuthRequestParameters,
    state: row.state as ConnectionState,
    createdAt: Number(row.created_at),
    modifiedAt: Number(row.modified_at),
    authorizedAt: Number(row.authorized_at),
  };
}
