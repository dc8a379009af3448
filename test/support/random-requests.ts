import type { NormalizedSchema } from "@smithy/core/schema";
import { createModelLoader, serviceWires } from "../../src/local/protocol/service-models.ts";
import type { OperationModel } from "../../src/local/protocol/service-models.ts";
import type { Service, ServiceName } from "../../src/local/service.ts";

// Requests that are almost right: every implemented operation, its members filled with what parsers and stores trip over.

/** A number from 0 up to, not including, `below`. */
export type Random = (below: number) => number;

/** Repeats itself exactly for a seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export interface Target {
  readonly service: ServiceName;
  readonly operation: OperationModel;
}

/** Every operation that the services answer. */
export async function implementedOperations(services: ReadonlyMap<ServiceName, Service>): Promise<readonly Target[]> {
  const loadModel = createModelLoader();
  const targets: Target[] = [];
  for (const service of services.values()) {
    const model = await loadModel(service.name);
    for (const name of Object.keys(service.operations)) {
      const operation = model.operations.get(name);
      if (operation !== undefined) targets.push({ service: service.name, operation });
    }
  }
  return targets;
}

export interface RandomRequest {
  /** What it is, to be told in a failure. */
  readonly name: string;
  readonly bytes: Buffer;
  /** It may leave the server waiting for more, so that the client ends its side. */
  readonly isBroken: boolean;
}

const pick = <Item>(random: Random, items: readonly Item[]): Item => items[random(items.length)] as Item;
const chance = (random: Random, percent: number): boolean => random(100) < percent;

const texts: readonly string[] = [
  "",
  "a",
  "bucket",
  "__proto__",
  "constructor",
  "toString",
  "..",
  "../../etc/passwd",
  "/",
  "//",
  "%",
  "%00",
  "\0",
  "a\0b",
  "\r\nx: y",
  "\u{1f600}",
  "\ud800",
  "\uffff",
  "*",
  "null",
  "-1",
  "1e400",
  "{",
  "{}",
  "[]",
  '{"__proto__":{"a":1}}',
  "<a>&b;</a>",
  "arn:aws:iam::000000000000:role/r",
  "arn:aws:states:us-east-1:000000000000:stateMachine:x",
  "arn:aws:s3:::bucket/*",
  "bytes=0-",
  "bytes=-99999999999999999999",
  "\u00e9",
  `${"[".repeat(5000)}${"]".repeat(5000)}`,
  "x".repeat(3000),
  "(a+)+$",
  // Rows that a careless pattern parts in every way before it refuses them.
  `${" ".repeat(400)}\u0001`,
  `${"a".repeat(400)}\u0001`,
  `${"0".repeat(400)}x`,
  `${"a-".repeat(120)}\u0001`,
  `${"a.".repeat(120)}\u0001`,
  `${"/".repeat(400)}\u0001`,
  `${"*a".repeat(100)}\u0001`,
  `arn:aws:events:us-east-1:000000000000:api-destination/hook/${"a".repeat(8)}`,
  "rate(1 minute)",
  "{% $x %}",
  "2020-01-01T00:00:00Z",
];

const numbers: readonly number[] = [0, 1, 2, -1, 1.5, 1e308, -0, 2 ** 31, 2 ** 53, 1e-9, 1001];

/** A value for a schema: mostly of its type, sometimes of another. */
function valueFor(random: Random, schema: NormalizedSchema, depth: number): unknown {
  if (chance(random, 6)) return pick(random, [null, true, 1, "x", [], {}, [[]], { a: null }]);
  if (depth > 6) return null;
  if (schema.isStructSchema()) {
    const entries: [string, unknown][] = [];
    for (const [name, member] of schema.isUnitSchema() ? [] : schema.structIterator()) {
      if (chance(random, depth === 0 ? 55 : 70)) entries.push([name, valueFor(random, member, depth + 1)]);
    }
    if (chance(random, 5)) entries.push([pick(random, texts), "unknown"]);
    return Object.fromEntries(entries);
  }
  if (schema.isListSchema()) {
    const member = schema.getValueSchema();
    return Array.from({ length: random(4) }, () => valueFor(random, member, depth + 1));
  }
  if (schema.isMapSchema()) {
    const member = schema.getValueSchema();
    return Object.fromEntries(
      Array.from({ length: random(3) }, () => [pick(random, texts), valueFor(random, member, depth + 1)]),
    );
  }
  if (schema.isBooleanSchema()) return chance(random, 50);
  if (schema.isNumericSchema()) return pick(random, numbers);
  if (schema.isTimestampSchema()) return pick<unknown>(random, [0, 1.5, -1, 1e15, "2020-01-01T00:00:00Z"]);
  if (schema.isBlobSchema()) return Buffer.from(pick(random, texts)).toString("base64");
  return pick(random, texts);
}

/** One request to a random operation, at times cut off, doubled or flipped in a byte. */
export function randomRequest(random: Random, targets: readonly Target[], port: number): RandomRequest {
  const { service, operation } = pick(random, targets);
  const { protocol } = serviceWires[service];
  const parts =
    protocol === "json"
      ? jsonParts(random, service, operation)
      : protocol === "query"
        ? formParts(random, service, operation)
        : restParts(random, service, operation);
  const body = typeof parts.body === "string" ? Buffer.from(parts.body) : parts.body;
  const headers = {
    host: `127.0.0.1:${port}`,
    connection: "close",
    "content-length": String(body.length),
    authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request`,
    ...parts.headers,
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value.replaceAll(/[\r\n\0]/g, "?")}\r\n`);
  const whole = Buffer.concat([Buffer.from(`${parts.line} HTTP/1.1\r\n${head.join("")}\r\n`, "latin1"), body]);
  const bytes = chance(random, 12) ? broken(random, whole) : whole;
  // Who promises more than they send is waited for, as long as a stalled upload is.
  const isCutOff = Number(headers["content-length"]) > body.length;
  return { name: `${service} ${operation.name}`, bytes, isBroken: bytes !== whole || isCutOff };
}

function broken(random: Random, bytes: Buffer): Buffer {
  const at = random(bytes.length);
  switch (random(3)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes, bytes.subarray(at)]);
    default: {
      const flipped = Buffer.from(bytes);
      flipped[at] = random(256);
      return flipped;
    }
  }
}

interface Parts {
  readonly line: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

function jsonParts(random: Random, service: ServiceName, operation: OperationModel): Parts {
  const target = serviceWires[service].target ?? "";
  if (chance(random, 10)) {
    return {
      line: `POST /service/${target}/operation/${operation.name}`,
      headers: { "smithy-protocol": "rpc-v2-cbor" },
      body: Buffer.from(
        Array.from({ length: random(40) }, () => pick(random, [0xa1, 0x61, 0x41, 0x80, 0xff, 0xc2, 0xf6])),
      ),
    };
  }
  return {
    line: "POST /",
    headers: { "x-amz-target": `${target}.${operation.name}`, "content-type": "application/x-amz-json-1.1" },
    body: JSON.stringify(valueFor(random, operation.input, 0)),
  };
}

function formParts(random: Random, service: ServiceName, operation: OperationModel): Parts {
  const form = new URLSearchParams({ Action: operation.name });
  const add = (path: string, value: unknown): void => {
    if (Array.isArray(value)) value.forEach((item, index) => add(`${path}.member.${index + 1}`, item));
    else if (typeof value === "object" && value !== null) {
      for (const [name, item] of Object.entries(value)) add(`${path}.${name}`, item);
    } else form.append(path, String(value));
  };
  const input = valueFor(random, operation.input, 0);
  for (const [name, value] of Object.entries(input ?? {})) add(name, value);
  return {
    line: "POST /",
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: form.toString(),
  };
}

function restParts(random: Random, service: ServiceName, operation: OperationModel): Parts {
  const headers: Record<string, string> = {};
  const query = new URLSearchParams();
  const labels = new Map<string, string>();
  let body: unknown = {};
  for (const [name, member] of operation.input.structIterator()) {
    const traits = member.getMergedTraits();
    const value = valueFor(random, member, 1);
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    if (traits.httpLabel) labels.set(name, text);
    else if (!chance(random, 30)) continue;
    else if (traits.httpQuery !== undefined) query.set(traits.httpQuery, text);
    else if (traits.httpHeader !== undefined) headers[traits.httpHeader.toLowerCase()] = text;
    else if (traits.httpPrefixHeaders !== undefined) headers[`${traits.httpPrefixHeaders}a`] = text;
    else if (traits.httpPayload) body = value;
    else (body as Record<string, unknown>)[name] = value;
  }
  const [path = "/", fixed = ""] = (operation.http?.uri ?? "/").split("?");
  const filled = path.replaceAll(/\{([^}+]+)\+?\}/g, (_, name: string) => escaped(random, labels.get(name) ?? "a"));
  const bucket =
    service === "s3" && operation.name !== "ListBuckets"
      ? `/${pick(random, ["bucket", "bucket", "other", "%00"])}`
      : "";
  const search = [fixed, query.toString()].filter((text) => text !== "").join("&");
  if (chance(random, 15)) headers["x-amz-content-sha256"] = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  return {
    line: `${operation.http?.method ?? "GET"} ${bucket}${filled}${search === "" ? "" : `?${search}`}`,
    headers,
    body: service === "s3" ? xmlOf(random, operation.name, body) : JSON.stringify(body),
  };
}

const escaped = (random: Random, text: string): string =>
  chance(random, 5) ? "%zz%ff" : encodeURIComponent(text.toWellFormed().slice(0, 300)) || "a";

function xmlOf(random: Random, root: string, value: unknown): string {
  if (chance(random, 20)) return pick(random, texts);
  const write = (name: string, item: unknown): string => {
    if (Array.isArray(item)) return item.map((each) => write(name, each)).join("");
    if (typeof item !== "object" || item === null) return `<${name}>${String(item)}</${name}>`;
    const inner = Object.entries(item).map(([key, each]) => write(key.replaceAll(/[^\w]/g, "") || "a", each));
    return `<${name}>${inner.join("")}</${name}>`;
  };
  return write(root, value);
}
