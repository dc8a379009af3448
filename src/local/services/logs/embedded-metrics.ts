import { isRecord } from "../../is-record.ts";
import { parseRecord } from "../../parse-record.ts";
import type { Cloud } from "../../service.ts";
import { addPoints } from "../monitoring/metric-store.ts";
import type { MetricName } from "../monitoring/metric-store.ts";
import type { IncomingEvent } from "./log-store.ts";

// Metrics that a log line carries, in CloudWatch's "embedded metric format": the line names members of its own that are values
// and dimensions. Source: the guide "Specification: Embedded metric format".

const mostValues = 100;

type Line = Readonly<Record<string, unknown>>;

interface Directive {
  readonly namespace: string;
  /** Names of members, for each set of dimensions. */
  readonly dimensions: readonly (readonly string[])[];
  readonly metrics: readonly { readonly name: string; readonly unit: string | undefined }[];
}

/** Records the metrics that messages of a log group carry. What is malformed stays a log line, and the server's log says why. */
export function recordEmbeddedMetrics(cloud: Cloud, group: string, events: readonly IncomingEvent[]): void {
  for (const { message } of events) {
    const line = message.includes('"_aws"') ? parseLine(message) : undefined;
    if (line === undefined || !isRecord(line["_aws"])) continue;
    try {
      recordPoints(cloud, readPoints(line, line["_aws"]));
    } catch (error) {
      if (!(error instanceof MalformedMetrics)) throw error;
      cloud.log(`logs: ${group} has a line whose metrics cannot be recorded: ${error.message}`);
    }
  }
}

interface Point {
  readonly metric: MetricName;
  readonly at: number;
  readonly values: readonly number[];
  readonly unit: string | undefined;
}

function recordPoints({ db }: Cloud, points: readonly Point[]): void {
  for (const { metric, at, values, unit } of points) addPoints(db, metric, at, values, unit);
}

function readPoints(line: Line, { Timestamp: at, CloudWatchMetrics: directives }: Line): readonly Point[] {
  if (typeof at !== "number") throw new MalformedMetrics("_aws.Timestamp is no number");
  return listOf(directives, "_aws.CloudWatchMetrics")
    .map(readDirective)
    .flatMap(({ namespace, dimensions, metrics }) =>
      dimensions.flatMap((names) =>
        metrics.flatMap(({ name, unit }): readonly Point[] => {
          const metric = { namespace, name, dimensions: dimensionsOf(line, names) };
          const values = valuesOf(line, name);
          return values.length === 0 ? [] : [{ metric, at, values, unit }];
        }),
      ),
    );
}

function valuesOf(line: Line, name: string): readonly number[] {
  const values = [line[name]].flat().filter((value) => typeof value === "number");
  if (values.length > mostValues) throw new MalformedMetrics(`${name} has more than ${mostValues} values`);
  return values;
}

class MalformedMetrics extends Error {}

function readDirective(directive: unknown): Directive {
  if (!isRecord(directive)) throw new MalformedMetrics("_aws.CloudWatchMetrics has an element that is no object");
  const { Namespace: namespace, Dimensions = [[]], Metrics } = directive;
  if (typeof namespace !== "string" || namespace === "") throw new MalformedMetrics("Namespace is no text");
  const dimensions = listOf(Dimensions, "Dimensions").map((set) => listOf(set, "a set of Dimensions").map(String));
  const metrics = listOf(Metrics, "Metrics").map((metric) => {
    if (!isRecord(metric) || typeof metric["Name"] !== "string") throw new MalformedMetrics("a metric has no Name");
    return { name: metric["Name"], unit: typeof metric["Unit"] === "string" ? metric["Unit"] : undefined };
  });
  return { namespace, dimensions, metrics };
}

function dimensionsOf(line: Line, names: readonly string[]): Readonly<Record<string, string>> {
  const entries = names.map((name) => {
    const value = line[name];
    if (typeof value !== "string") throw new MalformedMetrics(`the dimension ${name} is no text`);
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}

/** `console.log` of a function writes a time, a request and a level before it. */
function parseLine(message: string): Line | undefined {
  return parseRecord(message.slice(message.indexOf("{")));
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new MalformedMetrics(`${name} is no array`);
  return value as readonly unknown[];
}
