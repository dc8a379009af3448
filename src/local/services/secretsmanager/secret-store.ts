import { randomInt } from "node:crypto";
import type { Authorization, CallContext, Cloud } from "../../service.ts";
import { invalidRequest, notFound } from "./errors.ts";
import type { SecretName, SecretReference, Tag } from "./secret-types.ts";

export interface SecretRow {
  readonly name: string;
  readonly arn: string;
  readonly description: string | null;
  readonly tags: string;
  readonly policy: string | null;
  readonly created_at: number;
  readonly changed_at: number;
  /** The day on which a value was last read. */
  readonly accessed_at: number | null;
  /** When its deletion was asked for. */
  readonly deleted_at: number | null;
  /** When it cannot be restored any more. */
  readonly gone_at: number | null;
}

export type TagMap = Readonly<Record<string, string>>;

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** An ARN ends in six random characters, so that a policy for a secret does not hold for the next one of that name. */
export function newSecretArn(cloud: Cloud, name: string): string {
  const suffix = Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `${arnPrefix(cloud)}${name}-${suffix}`;
}

export const arnPrefix = ({ region, accountId }: Pick<Cloud, "region" | "accountId">): string =>
  `arn:aws:secretsmanager:${region}:${accountId}:secret:`;

/** The secret of a name, an ARN or an ARN without its last six characters; one that is scheduled for deletion is there still. */
export function findSecret(cloud: Cloud, id: string): SecretRow | undefined {
  cloud.db.prepare("DELETE FROM secrets_secrets WHERE gone_at <= ?").run(cloud.clock.now());
  const prefix = arnPrefix(cloud);
  const name = id.startsWith(prefix) ? id.slice(prefix.length) : id;
  return cloud.db.prepare("SELECT * FROM secrets_secrets WHERE arn = ? OR name = ?").get(id, name) as
    | SecretRow
    | undefined;
}

/** Throws `ResourceNotFoundException`. */
export function getSecret(cloud: Cloud, id: string): SecretRow {
  const secret = findSecret(cloud, id);
  if (secret === undefined) throw notFound();
  return secret;
}

/** A secret that is not scheduled for deletion, which bars nearly every operation. */
export function getUsableSecret(cloud: Cloud, id: string): SecretRow {
  const secret = getSecret(cloud, id);
  if (secret.deleted_at !== null) {
    throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
  }
  return secret;
}

export function listAllSecrets(cloud: Cloud): readonly SecretRow[] {
  return cloud.db
    .prepare("SELECT * FROM secrets_secrets WHERE gone_at IS NULL OR gone_at > ? ORDER BY created_at DESC, name")
    .all(cloud.clock.now()) as unknown as readonly SecretRow[];
}

export function changeSecret(
  cloud: Cloud,
  { name }: SecretRow,
  change: { readonly description?: string | undefined; readonly tags?: TagMap; readonly policy?: string | null },
): void {
  const { description, tags, policy } = change;
  cloud.db
    .prepare(
      `UPDATE secrets_secrets SET description = coalesce(?2, description), tags = coalesce(?3, tags),
         policy = CASE WHEN ?4 THEN ?5 ELSE policy END, changed_at = ?6 WHERE name = ?1`,
    )
    .run(
      name,
      description ?? null,
      tags === undefined ? null : JSON.stringify(tags),
      policy === undefined ? 0 : 1,
      policy ?? null,
      cloud.clock.now(),
    );
}

export const tagsOf = (secret: SecretRow): TagMap => JSON.parse(secret.tags) as TagMap;

export function toTagMap(tags: readonly Tag[] = []): TagMap {
  return Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}

export function toTagList(secret: SecretRow): readonly Tag[] {
  return Object.entries(tagsOf(secret)).map(([Key, Value]) => ({ Key, Value }));
}

export const nameOf = ({ arn, name }: SecretRow): SecretName => ({ ARN: arn, Name: name });

/** What an operation on a secret needs, with what conditions can ask of it. */
export function secretAuthorization(action: string) {
  return (input: SecretReference, { cloud }: CallContext): readonly Authorization[] => {
    const secret = findSecret(cloud, input.SecretId);
    const resource = secret?.arn ?? absentArn(cloud, input.SecretId);
    const tags = Object.entries(secret === undefined ? {} : tagsOf(secret));
    const ofTags = tags.flatMap(([key, value]) => [
      [`secretsmanager:ResourceTag/${key}`, value],
      [`aws:ResourceTag/${key}`, value],
    ]);
    const conditions = { "secretsmanager:SecretId": resource, ...Object.fromEntries(ofTags) };
    return [{ action: `secretsmanager:${action}`, resource, conditions }];
  };
}

/** Whose last characters are not known: as policies write them. */
export function absentArn(cloud: Cloud, id: string): string {
  return id.startsWith("arn:") ? id : `${arnPrefix(cloud)}${id}-??????`;
}

/** The policy that a secret has of its own. */
export function secretPolicies({ SecretId }: Partial<SecretReference>, { cloud }: CallContext): readonly string[] {
  const policy = SecretId === undefined ? undefined : findSecret(cloud, SecretId)?.policy;
  return policy === undefined || policy === null ? [] : [policy];
}
