import { compilePattern, explainMismatch } from "../event-patterns/index.ts";
import { listWorkflows } from "../executions/list-workflows.ts";
import type { Cloud } from "../service.ts";
import { defaultBus } from "../services/events/bus-store.ts";
import { listRulesOf, listTargetsOf } from "../services/events/rule-store.ts";
import { findBucket } from "../services/s3/index.ts";
import type { ApiRequest } from "./console-handler.ts";
import type { BucketTrigger, TriggerList } from "./read-api.ts";
import { requiredParameter } from "./required-parameter.ts";
import { targetName } from "./target-name.ts";

/** What the uploads to a bucket start; with a key, whether that one would. */
export async function readTriggers({ cloud, query }: ApiRequest): Promise<TriggerList> {
  const bucket = requiredParameter(query, "bucket");
  const key = query.get("key");
  if (findBucket(cloud, bucket)?.configuration.eventBridgeEnabled !== true) return { triggers: [] };
  const names = new Map((await listWorkflows(cloud)).map(({ name, stateMachineArn }) => [stateMachineArn, name]));
  const event = key === null ? undefined : createdEvent(cloud, { bucket, key, size: Number(query.get("size") ?? 0) });
  return { triggers: triggersOf(cloud, bucket, event, names) };
}

function triggersOf(
  cloud: Cloud,
  bucket: string,
  event: object | undefined,
  names: ReadonlyMap<string, string>,
): readonly BucketTrigger[] {
  return listRulesOf(cloud, defaultBus)
    .filter(({ state, pattern }) => state === "ENABLED" && pattern !== "")
    .flatMap(({ name, pattern }) => {
      const keys = keysOf(JSON.parse(pattern) as ObjectPattern, bucket);
      if (keys === undefined) return [];
      const reasons =
        event === undefined ? [] : explainMismatch(compilePattern(pattern), event).map(({ reason }) => reason);
      const matches = event === undefined ? null : reasons.length === 0;
      return listTargetsOf(cloud, defaultBus, name).map(({ Arn }) => ({
        starts: targetName(Arn, names),
        keys,
        matches,
        reasons,
      }));
    });
}

interface ObjectPattern {
  readonly source?: readonly unknown[];
  readonly "detail-type"?: readonly unknown[];
  readonly detail?: {
    readonly bucket?: { readonly name?: readonly unknown[] };
    readonly object?: { readonly key?: readonly KeyMatcher[] };
  };
}

type KeyMatcher = string | { readonly wildcard?: string; readonly prefix?: string; readonly suffix?: string };

/** The keys that a rule names, as wildcards; undefined if it is not about new objects of this bucket. */
function keysOf(pattern: ObjectPattern, bucket: string): readonly string[] | undefined {
  const { source, "detail-type": type, detail } = pattern;
  const isAboutIt =
    source?.includes("aws.s3") === true &&
    (type === undefined || type.includes("Object Created")) &&
    detail?.bucket?.name?.includes(bucket) === true;
  if (!isAboutIt) return undefined;
  return detail?.object?.key?.map(wildcardOf) ?? ["*"];
}

function wildcardOf(matcher: KeyMatcher): string {
  if (typeof matcher === "string") return matcher;
  if (typeof matcher.wildcard === "string") return matcher.wildcard;
  if (typeof matcher.prefix === "string") return `${matcher.prefix}*`;
  return typeof matcher.suffix === "string" ? `*${matcher.suffix}` : JSON.stringify(matcher);
}

function createdEvent(cloud: Cloud, { bucket, key, size }: { bucket: string; key: string; size: number }): object {
  return {
    version: "0",
    source: "aws.s3",
    "detail-type": "Object Created",
    account: cloud.accountId,
    region: cloud.region,
    resources: [`arn:aws:s3:::${bucket}`],
    detail: { version: "0", bucket: { name: bucket }, object: { key, size }, reason: "PutObject" },
  };
}
