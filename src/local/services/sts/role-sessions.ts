import { randomBytes } from "node:crypto";
import { AwsError } from "../../aws-error.ts";
import { root } from "../../root.ts";
import type { Cloud, Principal } from "../../service.ts";
import { addColumn } from "../../stores/add-column.ts";

// Credentials that this cloud issued for roles. They are kept in the database, so that a function that runs on after a
// restart still acts as its role.

/** Temporary credentials, in the shape of `AssumeRole`. */
export interface RoleCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
  readonly Expiration: Date;
}

interface SessionRow {
  readonly role_arn: string;
  readonly session_name: string;
  readonly session_token: string;
  readonly expires_at: number;
}

export function createSessionTable(cloud: Cloud): void {
  cloud.db.exec(`CREATE TABLE IF NOT EXISTS sts_sessions (
    access_key_id TEXT PRIMARY KEY, role_arn TEXT NOT NULL, session_name TEXT NOT NULL,
    session_token TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT`);
  addColumn(cloud.db, "sts_sessions", "secret_access_key", "TEXT");
  cloud.db.exec("CREATE INDEX IF NOT EXISTS sts_sessions_by_expiry ON sts_sessions (expires_at)");
}

export interface RoleSession {
  readonly roleArn: string;
  readonly sessionName: string;
  /** @default 3600 */
  readonly durationSeconds?: number;
}

/** Issues credentials with which a client acts as a role; whether it may is the caller's question. */
export function issueRoleCredentials(
  cloud: Cloud,
  { roleArn, sessionName, durationSeconds = 3600 }: RoleSession,
): RoleCredentials {
  const now = cloud.clock.now();
  const credentials: RoleCredentials = {
    // Uppercase letters and digits after the prefix, as AWS's temporary keys have.
    AccessKeyId: `ASIA${randomBytes(8).toString("hex").toUpperCase()}`,
    SecretAccessKey: randomBytes(30).toString("base64"),
    SessionToken: randomBytes(96).toString("base64"),
    Expiration: new Date(now + durationSeconds * 1000),
  };
  cloud.db.prepare("DELETE FROM sts_sessions WHERE expires_at < ?").run(now - forgetExpiredAfterMs);
  cloud.db
    .prepare(
      `INSERT INTO sts_sessions (access_key_id, role_arn, session_name, session_token, expires_at, secret_access_key)
       VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .run(
      credentials.AccessKeyId,
      roleArn,
      sessionName,
      credentials.SessionToken,
      credentials.Expiration.getTime(),
      credentials.SecretAccessKey,
    );
  return credentials;
}

// Expired keys are remembered for a day: forgotten at once, they would pass for the developer's own.
const forgetExpiredAfterMs = 24 * 60 * 60 * 1000;

/** The secret of a key as far as it is known: those that were issued here, and the one that `millrace env` exports. */
export function secretAccessKeyOf(cloud: Cloud, accessKeyId: string): string | undefined {
  if (accessKeyId === "test") return "test";
  const row = cloud.db.prepare("SELECT secret_access_key FROM sts_sessions WHERE access_key_id = ?").get(accessKeyId);
  const secret = row?.["secret_access_key"];
  return typeof secret === "string" ? secret : undefined;
}

/**
 * Tells who signed a request from its access key id.
 *
 * Signatures are not verified, but for those of presigned requests: the server is loopback only, and every key that we did not issue is the developer's own
 * shell. A key of ours must come with its session token.
 */
export function resolvePrincipal(cloud: Cloud, accessKeyId: string | undefined, token: string | undefined): Principal {
  if (accessKeyId === undefined) return root;
  const row = cloud.db
    .prepare("SELECT role_arn, session_name, session_token, expires_at FROM sts_sessions WHERE access_key_id = ?")
    .get(accessKeyId) as SessionRow | undefined;
  if (row === undefined) return root;
  if (row.session_token !== token) {
    throw new AwsError("InvalidClientTokenId", "The security token included in the request is invalid.", 403);
  }
  if (row.expires_at <= cloud.clock.now()) {
    throw new AwsError("ExpiredToken", "The security token included in the request is expired", 400);
  }
  return { kind: "role", roleArn: row.role_arn, sessionName: row.session_name };
}
