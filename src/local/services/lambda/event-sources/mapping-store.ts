import { AwsError } from "../../../aws-error.ts";
import type { Cloud } from "../../../service.ts";

/** A queue, or a stream, whose messages or records a function gets in batches. */
export interface EventSourceMapping {
  readonly uuid: string;
  readonly sourceArn: string;
  readonly functionName: string;
  readonly qualifier: string | undefined;
  readonly isEnabled: boolean;
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** Patterns, of which a message must match one; none takes all. */
  readonly filters: readonly string[];
  readonly reportsItemFailures: boolean;
  readonly maximumConcurrency: number | undefined;
  /** Only of a stream. */
  readonly stream?: StreamSettings;
  readonly tags: Readonly<Record<string, string>>;
  readonly modifiedAt: number;
}

/** What only a mapping of a stream has. */
export interface StreamSettings {
  readonly startingPosition: "TRIM_HORIZON" | "LATEST";
  /** -1 for as long as the records live. */
  readonly maximumRetryAttempts: number;
  /** -1 for as long as the records live. */
  readonly maximumRecordAgeSeconds: number;
  readonly bisectsBatch: boolean;
  /** Kept and shown: the one shard of a stream is worked through in order. */
  readonly parallelizationFactor: number;
  /** ARN of the queue or topic that is told of records that were given up. */
  readonly onFailure: string | undefined;
}

interface MappingRow {
  readonly mapping: string;
}

export function listMappings(cloud: Cloud): readonly EventSourceMapping[] {
  const rows = cloud.db.prepare("SELECT mapping FROM lambda_event_source_mappings ORDER BY uuid").all();
  return (rows as unknown as readonly MappingRow[]).map(({ mapping }) => parse(mapping));
}

export function findMapping(cloud: Cloud, uuid: string): EventSourceMapping | undefined {
  const row = cloud.db.prepare("SELECT mapping FROM lambda_event_source_mappings WHERE uuid = ?").get(uuid) as
    | MappingRow
    | undefined;
  return row && parse(row.mapping);
}

/** Reads a mapping back; one from before there were streams names its source as a queue. */
function parse(text: string): EventSourceMapping {
  const { queueArn, ...mapping } = JSON.parse(text) as EventSourceMapping & { readonly queueArn?: string };
  return queueArn === undefined ? mapping : { ...mapping, sourceArn: queueArn };
}

/** The mapping; throws `ResourceNotFoundException`. */
export function getMapping(cloud: Cloud, uuid: string | undefined): EventSourceMapping {
  const mapping = findMapping(cloud, uuid ?? "");
  if (mapping !== undefined) return mapping;
  throw new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", 404, { Type: "User" });
}

export function putMapping(cloud: Cloud, mapping: EventSourceMapping): void {
  cloud.db
    .prepare(
      `INSERT INTO lambda_event_source_mappings (uuid, mapping) VALUES (?1, ?2)
       ON CONFLICT (uuid) DO UPDATE SET mapping = ?2`,
    )
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
