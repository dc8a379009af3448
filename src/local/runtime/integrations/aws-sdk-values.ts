import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { NormalizedSchema } from "@smithy/core/schema";
import { type Json, type JsonObject, sdkMemberName } from "#asl";
import { TaskFailure } from "#interpreter";
import { isJsonObject } from "./is-json-object.ts";

// `aws-sdk` integrations write every member name as Java's SDK does, with a capital, and carry blobs and
// timestamps as text. Map keys are data and keep their case, so the API's schema decides what is translated.

/** Turns a Task state's Arguments into an operation's input. */
export function toApiInput(schema: NormalizedSchema, value: Json): unknown {
  if (value === null) return undefined;
  if (schema.isStructSchema()) return toApiStructure(schema, value);
  if (schema.isListSchema()) {
    const member = schema.getValueSchema();
    return Array.isArray(value) ? (value as readonly Json[]).map((item) => toApiInput(member, item)) : value;
  }
  if (schema.isMapSchema()) {
    const member = schema.getValueSchema();
    return isJsonObject(value) ? mapValues(value, (item) => toApiInput(member, item)) : value;
  }
  if (schema.isBlobSchema()) return Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
  if (schema.isTimestampSchema() && typeof value === "string") return new Date(value);
  // Step Functions writes a JSON value as text where the API wants a string.
  if (schema.isStringSchema() && typeof value !== "string") return JSON.stringify(value);
  return value;
}

/** A whole input. Where its caller gives no idempotency token, Java's SDK makes one up. */
export function toApiRequest(schema: NormalizedSchema, value: Json, newId: () => string): object {
  const input = (toApiInput(schema, value) ?? {}) as Readonly<Record<string, unknown>>;
  if (schema.isUnitSchema()) return input;
  const tokens = [...schema.structIterator()].filter(
    ([name, member]) => member.getMergedTraits().idempotencyToken !== undefined && input[name] === undefined,
  );
  return { ...input, ...Object.fromEntries(tokens.map(([name]) => [name, newId()])) };
}

function toApiStructure(schema: NormalizedSchema, value: Json): unknown {
  if (!isJsonObject(value)) return value;
  const members = new Map(
    [...schema.structIterator()].map(([name, member]) => [sdkMemberName(name), { name, member }]),
  );
  const input: Record<string, unknown> = {};
  for (const [given, item] of Object.entries(value)) {
    const found = members.get(given);
    if (found === undefined) {
      throw new TaskFailure("States.Runtime", `The field '${given}' is not supported by Step Functions`);
    }
    input[found.name] = toApiInput(found.member, item);
  }
  return input;
}

/** Turns an operation's output into a Task state's result. */
export async function toTaskResult(schema: NormalizedSchema, value: unknown): Promise<Json | undefined> {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("utf8");
  if (value instanceof Readable) return (await buffer(value)).toString("utf8");
  if (schema.isStructSchema()) {
    const result: Record<string, Json> = {};
    const given = value as Readonly<Record<string, unknown>>;
    for (const [name, member] of schema.structIterator()) {
      const item = await toTaskResult(member, given[name]);
      if (item !== undefined) result[sdkMemberName(name)] = item;
    }
    return result;
  }
  if (schema.isListSchema()) {
    const items: Json[] = [];
    for (const item of value as readonly unknown[]) {
      items.push((await toTaskResult(schema.getValueSchema(), item)) ?? null);
    }
    return items;
  }
  if (schema.isMapSchema()) {
    const result: Record<string, Json> = {};
    for (const [key, item] of Object.entries(value)) {
      result[key] = (await toTaskResult(schema.getValueSchema(), item)) ?? null;
    }
    return result;
  }
  return schema.isStringSchema() ? String(value) : (value as Json);
}

function mapValues(value: JsonObject, change: (item: Json) => unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));
}
