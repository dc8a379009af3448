import type { Cloud } from "../../service.ts";
import { AwsError } from "../../aws-error.ts";
import type { SecretRow } from "./secret-store.ts";
import type { SecretValue } from "./secret-types.ts";

// Staging labels say which version is meant. A label stands on one version of a secret; where AWSCURRENT was before is
// AWSPREVIOUS. Versions without a label are deprecated, and only so many of them are kept.

export const current = "AWSCURRENT";
const previous = "AWSPREVIOUS";
const mostVersions = 100;
const mostStages = 20;

export interface SecretVersion {
  readonly id: string;
  readonly value: SecretValue;
  readonly stages: readonly string[];
  readonly createdAt: number;
  /** The day on which it was last read. */
  readonly accessedAt: number | undefined;
}

interface VersionRow {
  readonly id: string;
  readonly text: string | null;
  readonly bytes: Uint8Array | null;
  readonly stages: string;
  readonly created_at: number;
  readonly accessed_at: number | null;
}

/** All versions of a secret, the oldest first. */
export function listVersions(cloud: Cloud, { name }: Pick<SecretRow, "name">): readonly SecretVersion[] {
  const rows = cloud.db.prepare("SELECT * FROM secrets_versions WHERE secret = ? ORDER BY sequence").all(name);
  return (rows as unknown as readonly VersionRow[]).map(toVersion);
}

export function findVersion(cloud: Cloud, { name }: Pick<SecretRow, "name">, id: string): SecretVersion | undefined {
  const row = cloud.db.prepare("SELECT * FROM secrets_versions WHERE secret = ? AND id = ?").get(name, id);
  return row === undefined ? undefined : toVersion(row as unknown as VersionRow);
}

/** The labels of each version that has any, by its id. */
export function stagesByVersion(cloud: Cloud, secret: SecretRow): Readonly<Record<string, readonly string[]>> {
  const labelled = listVersions(cloud, secret).filter(({ stages }) => stages.length > 0);
  return Object.fromEntries(labelled.map(({ id, stages }) => [id, stages]));
}

/** Adds a version and takes its labels from the versions that have them. The first of all is current, whatever was asked. */
export function addVersion(
  cloud: Cloud,
  secret: Pick<SecretRow, "name">,
  { id, value, stages }: Pick<SecretVersion, "id" | "value" | "stages">,
): void {
  const isFirst = listVersions(cloud, secret).length === 0;
  cloud.db
    .prepare("INSERT INTO secrets_versions (secret, id, text, bytes, stages, created_at) VALUES (?, ?, ?, ?, '[]', ?)")
    .run(secret.name, id, value.SecretString ?? null, value.SecretBinary ?? null, cloud.clock.now());
  for (const stage of new Set([...stages, ...(isFirst ? [current] : [])])) moveStage(cloud, secret, stage, id);
  cloud.db
    .prepare(
      `DELETE FROM secrets_versions WHERE secret = ?1 AND stages = '[]' AND sequence NOT IN
         (SELECT sequence FROM secrets_versions WHERE secret = ?1 ORDER BY sequence DESC LIMIT ?2)`,
    )
    .run(secret.name, mostVersions);
}

/** Puts a label on a version, off where it was; without a version only off. */
export function moveStage(
  cloud: Cloud,
  secret: Pick<SecretRow, "name">,
  stage: string,
  toVersion: string | undefined,
): void {
  const versions = listVersions(cloud, secret);
  const from = versions.find(({ stages }) => stages.includes(stage));
  if (from?.id === toVersion) return;
  if (from !== undefined) {
    writeStages(
      cloud,
      secret,
      from.id,
      from.stages.filter((one) => one !== stage),
    );
  }
  if (toVersion !== undefined) {
    const { stages } = versions.find(({ id }) => id === toVersion)!;
    if (stages.length >= mostStages) {
      throw new AwsError("LimitExceededException", `A secret version can have at most ${mostStages} staging labels.`);
    }
    writeStages(cloud, secret, toVersion, [...stages, stage]);
  }
  if (stage === current && from !== undefined) moveStage(cloud, secret, previous, from.id);
}

function writeStages(cloud: Cloud, { name }: Pick<SecretRow, "name">, id: string, stages: readonly string[]): void {
  cloud.db
    .prepare("UPDATE secrets_versions SET stages = ? WHERE secret = ? AND id = ?")
    .run(JSON.stringify(stages.toSorted()), name, id);
}

/** Notes that a value was read; Secrets Manager tells the day only. */
export function noteAccess(cloud: Cloud, { name }: SecretRow, id: string): void {
  const now = cloud.clock.now();
  const day = now - (now % 86_400_000);
  cloud.db
    .prepare("UPDATE secrets_versions SET accessed_at = ?1 WHERE secret = ?2 AND id = ?3 AND accessed_at IS NOT ?1")
    .run(day, name, id);
  cloud.db
    .prepare("UPDATE secrets_secrets SET accessed_at = ?1 WHERE name = ?2 AND accessed_at IS NOT ?1")
    .run(day, name);
}

/** Whether two versions hold the same: then a request that is repeated is no conflict. */
export function holdsSame(one: SecretValue, other: SecretValue): boolean {
  if (one.SecretString !== undefined) return one.SecretString === other.SecretString;
  if (one.SecretBinary === undefined || other.SecretBinary === undefined) return false;
  return Buffer.from(one.SecretBinary).equals(other.SecretBinary);
}

function toVersion(row: VersionRow): SecretVersion {
  return {
    id: row.id,
    value: {
      ...(row.text !== null && { SecretString: row.text }),
      ...(row.bytes !== null && { SecretBinary: row.bytes }),
    },
    stages: JSON.parse(row.stages) as readonly string[],
    createdAt: row.created_at,
    accessedAt: row.accessed_at ?? undefined,
  };
}
