import { AwsError } from "../../../aws-error.ts";
import type { Cloud } from "../../../service.ts";

/** A queue whose messages a function gets in batches. */
export interface EventSourceMapping {
  readonly uuid: string;
  readonly queueArn: string;
  readonly functionName: string;
  readonly qualifier: string | undefined;
  readonly isEnabled: boolean;
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** Patterns, of which a message must match one; none takes all. */
  readonly filters: readonly string[];
  readonly reportsItemFailures: boolean;
  readonly maximumConcurrency: number | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly modifiedAt: number;
}

interface MappingRow {
  readonly mapping: string;
}

export function listMappings(cloud: Cloud): readonly EventSourceMapping[] {
  const rows = cloud.db.prepare("SELECT mapping FROM lambda_event_source_mappings ORDER BY uuid").all();
  return (rows as unknown as readonly MappingRow[]).map(({ mapping }) => JSON.parse(mapping) as EventSourceMapping);
}

export function findMapping(cloud: Cloud, uuid: string): EventSourceMapping | undefined {
  const row = cloud.db.prepare("SELECT mapping FROM lambda_event_source_mappings WHERE uuid = ?").get(uuid) as
    | MappingRow
    | undefined;
  return row && (JSON.parse(row.mapping) as EventSourceMapping);
}

/** The mapping; throws `ResourceNotFoundException`. */
export function getMapping(cloud: Cloud, uuid: string | undefined): EventSourceMapping {
  const mapping = findMapping(cloud, uuid ?? "");
  if (mapping !== undefined) return mapping;
  throw new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", 404, { Type: "User" });
}

export function putMapping(cloud: Cloud, mapping: EventSourceMapping): void {
  cloud.db
    .prepare("INSERT OR REPLACE INTO lambda_event_source_mappings (uuid, mapping) VALUES (?, ?)")
    .run(mapping.uuid, JSON.stringify(mapping));
}

export function removeMapping(cloud: Cloud, uuid: string): void {
  cloud.db.prepare("DELETE FROM lambda_event_source_mappings WHERE uuid = ?").run(uuid);
}

export function mappingArn(cloud: Pick<Cloud, "region" | "accountId">, uuid: string): string {
  return `arn:aws:lambda:${cloud.region}:${cloud.accountId}:event-source-mapping:${uuid}`;
}

/** The mapping's id in its ARN; undefined for the ARN of anything else. */
export function mappingIdIn(arn: string | undefined): string | undefined {
  return /^arn:aws:lambda:[^:]*:\d+:event-source-mapping:(.+)$/.exec(arn ?? "")?.[1];
}
