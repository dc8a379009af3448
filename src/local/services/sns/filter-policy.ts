import {
  compilePattern,
  type EventPattern,
  flattenEvent,
  type FlatEvent,
  InvalidPatternError,
  matchesPattern,
} from "../../event-patterns/index.ts";
import type { Matcher } from "../../event-patterns/pattern.ts";
import type { MessageAttribute } from "./sns-types.ts";
import { parseRecord } from "../../parse-record.ts";

// SNS filters with the engine behind EventBridge's patterns, on a message's attributes or on its body, within limits of its own.

export type FilterScope = "MessageAttributes" | "MessageBody";

const longestPolicy = 262_144;
const mostKeys = 5;
const mostCombinations = 150;

type Json = unknown;

/** What SNS would refuse a filter policy for; undefined if it takes it. */
export function problemOfFilterPolicy(text: string, scope: FilterScope): string | undefined {
  if (Buffer.byteLength(text) > longestPolicy) return "FilterPolicy: Filter policy is too large";
  if (isEmptyPolicy(text)) return undefined;
  try {
    compilePattern(text);
  } catch (error) {
    if (!(error instanceof InvalidPatternError)) throw error;
    const isSyntax = parseRecord<Json>(text) === undefined && !error.message.startsWith("Filter is not an object");
    return isSyntax ? `FilterPolicy: failed to parse JSON. ${error.message}` : `FilterPolicy: ${error.message}`;
  }
  const policy = parseRecord<Json>(text) ?? {};
  if (scope === "MessageAttributes" && isNested(policy)) {
    return "Filter policy scope MessageAttributes does not support nested filter policy";
  }
  if (Object.keys(policy).length > mostKeys) {
    return `FilterPolicy: Filter policy can not have more than ${mostKeys} keys`;
  }
  return combinationsOf(policy, 1, 1) > mostCombinations ? "FilterPolicy: Filter policy is too complex" : undefined;
}

/** Whether a policy that was set is none at all. */
export function isEmptyPolicy(text: string): boolean {
  const policy = parseRecord<Json>(text);
  return text === "" || (policy !== undefined && Object.keys(policy).length === 0);
}

const isObject = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isNested(policy: Readonly<Record<string, Json>>): boolean {
  return Object.entries(policy).some(([key, value]) =>
    key === "$or" && Array.isArray(value)
      ? value.some((branch) => isObject(branch) && isNested(branch))
      : isObject(value),
  );
}

/** Values of all keys multiplied, each by its depth; the branches of an `$or` added. */
function combinationsOf(policy: Readonly<Record<string, Json>>, depth: number, before: number): number {
  let combinations = before;
  for (const [key, value] of Object.entries(policy)) {
    if (isObject(value)) {
      combinations = combinationsOf(value, depth + 1, combinations);
    } else if (key === "$or" && Array.isArray(value)) {
      const start = combinations;
      combinations = value.reduce(
        (sum: number, branch: Json) => sum + (isObject(branch) ? combinationsOf(branch, depth, start) : 0),
        0,
      );
    } else if (Array.isArray(value)) {
      combinations *= value.length * depth;
    }
  }
  return combinations;
}

export interface FilteredMessage {
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
}

/** Whether a subscription with this policy gets a message. */
export function passesFilter(policy: string, scope: FilterScope, { body, attributes }: FilteredMessage): boolean {
  const pattern = compilePattern(policy);
  if (scope === "MessageAttributes") {
    const event = flattenEvent(valuesOf(attributes));
    return matchesPattern(withNullForAbsent(pattern, event), event);
  }
  const event = bodyOf(body);
  return event !== undefined && matchesPattern(pattern, event);
}

/** Of attributes `null` takes one that is not there, as was seen on AWS. */
function withNullForAbsent(pattern: EventPattern, event: FlatEvent): EventPattern {
  const takesNull = (matchers: readonly Matcher[]): boolean =>
    matchers.some((one) => one.kind === "exact" && one.value === null);
  const alternatives = pattern.alternatives.map((alternative) =>
    alternative.filter(({ path, matchers }) => event.has(path) || !takesNull(matchers)),
  );
  return { alternatives };
}

/** Attributes as values: texts, numbers, and arrays as what they hold. SNS looks past bytes. */
function valuesOf(attributes: FilteredMessage["attributes"]): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, { DataType }]) => !DataType.startsWith("Binary"))
      .map(([name, { DataType, StringValue = "" }]) => {
        if (DataType === "String.Array") return [name, arrayOf(StringValue)];
        return [name, DataType.startsWith("Number") ? Number(StringValue) : StringValue];
      }),
  );
}

function arrayOf(text: string): Json {
  try {
    const value = JSON.parse(text) as Json;
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function bodyOf(text: string): FlatEvent | undefined {
  const body = parseRecord<Json>(text);
  return body === undefined ? undefined : flattenEvent(body);
}
