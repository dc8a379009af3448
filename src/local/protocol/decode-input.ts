import { XmlCodec } from "@aws-sdk/core/protocols";
import { CborCodec } from "@smithy/core/cbor";
import { FromStringShapeDeserializer, JsonCodec2 } from "@smithy/core/protocols";
import type { NormalizedSchema } from "@smithy/core/schema";
import { AwsError } from "../aws-error.ts";
import { decodeForm } from "./decode-form.ts";
import type { OperationModel, WireProtocol } from "./service-models.ts";
import type { WireBody, WireRequest } from "./wire-request.ts";
import { headerOf } from "./wire-request.ts";

// In: a request whose operation is known. Out: the operation's input with the API's own member names.

// TimestampFormat of Smithy: 5 date-time, 6 http-date, 7 epoch-seconds.
export const jsonSettings = { timestampFormat: { useTrait: true, default: 7 }, jsonName: false } as const;
export const restJsonSettings = {
  timestampFormat: { useTrait: true, default: 7 },
  jsonName: true,
  httpBindings: true,
} as const;
export const xmlSettings = (xmlNamespace: string) =>
  ({
    timestampFormat: { useTrait: true, default: 5 },
    httpBindings: true,
    xmlNamespace,
    serviceNamespace: "",
  }) as const;

export interface DecodeRequest {
  readonly protocol: WireProtocol;
  readonly operation: OperationModel;
  readonly labels: Readonly<Record<string, string>>;
  readonly request: WireRequest;
  readonly body: WireBody;
  /** The parsed form of a query request, read earlier to find the operation. */
  readonly form?: URLSearchParams;
}

interface ObjectReader {
  readObject(schema: NormalizedSchema, value: unknown): unknown;
}

/** Decodes the input of an operation; throws `AwsError` where the text is not what the protocol says. */
export function decodeInput(decode: DecodeRequest): Record<string, unknown> {
  const { protocol, operation, body } = decode;
  switch (protocol) {
    case "json":
      return decodeJson(jsonSettings, operation.input, asBytes(body));
    case "cbor":
      return decodeCbor(operation.input, asBytes(body));
    case "query":
      return decodeForm(operation.input, decode.form ?? new URLSearchParams());
    case "rest-json":
    case "rest-xml":
      return decodeRest(decode);
  }
}

function decodeJson(
  settings: typeof jsonSettings | typeof restJsonSettings,
  schema: NormalizedSchema,
  bytes: Uint8Array,
): Record<string, unknown> {
  if (bytes.byteLength === 0) return {};
  try {
    const parsed: unknown = JSON.parse(Buffer.from(bytes).toString("utf8"));
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw new TypeError("not an object");
    // Some clients add `__type`; it is no member of any input.
    const { __type: _, ...members } = parsed as Record<string, unknown>;
    // Its type promises only `read`, which parses the text itself: a 50 MB archive in base64 would be parsed twice.
    const deserializer = new JsonCodec2(settings).createDeserializer() as unknown as ObjectReader;
    return (deserializer.readObject(schema, members) ?? {}) as Record<string, unknown>;
  } catch (error) {
    throw new AwsError("SerializationException", `Could not parse request body into json: ${(error as Error).message}`);
  }
}

function decodeCbor(schema: NormalizedSchema, bytes: Uint8Array): Record<string, unknown> {
  if (bytes.byteLength === 0) return {};
  try {
    const input = new CborCodec().createDeserializer().read(schema, bytes) as unknown;
    if (typeof input !== "object" || input === null || Array.isArray(input)) throw new TypeError("not a map");
    return input as Record<string, unknown>;
  } catch (error) {
    throw new AwsError("SerializationException", `Could not parse request body into cbor: ${(error as Error).message}`);
  }
}

function decodeRest(decode: DecodeRequest): Record<string, unknown> {
  const { operation, request, labels, protocol, body } = decode;
  const input: Record<string, unknown> = {};
  let hasBodyMembers = false;
  for (const [name, member] of operation.input.structIterator()) {
    const traits = member.getMergedTraits();
    if (traits.httpPayload) {
      const payload = decodePayload(protocol, member, body);
      if (payload !== undefined) input[name] = payload;
    } else if (traits.httpPrefixHeaders !== undefined) {
      const map = prefixHeaders(request, traits.httpPrefixHeaders.toLowerCase());
      if (Object.keys(map).length > 0) input[name] = map;
    } else if (isBound(traits)) {
      const value = boundValue(member, name, request, labels);
      if (value !== undefined) input[name] = value;
    } else {
      hasBodyMembers = true;
    }
  }
  if (!hasBodyMembers) return input;
  const bytes = asBytes(body);
  if (protocol === "rest-json") {
    return { ...decodeJson(restJsonSettings, operation.input, bytes), ...input };
  }
  return { ...decodeXml(operation.input, bytes), ...input };
}

type Traits = ReturnType<NormalizedSchema["getMergedTraits"]>;

const isBound = (traits: Traits): boolean =>
  Boolean(traits.httpLabel) ||
  traits.httpHeader !== undefined ||
  traits.httpQuery !== undefined ||
  traits.httpQueryParams !== undefined;

function boundValue(
  member: NormalizedSchema,
  name: string,
  request: WireRequest,
  labels: Readonly<Record<string, string>>,
): unknown {
  const traits = member.getMergedTraits();
  if (traits.httpLabel && member.isStringSchema()) return labels[name];
  if (traits.httpQueryParams !== undefined) return undefined;
  const text = boundText(member, name, request, labels);
  if (text === undefined) return undefined;
  if (Array.isArray(text)) return text;
  try {
    return new FromStringShapeDeserializer(xmlSettings("")).read(member, text) as unknown;
  } catch {
    throw new AwsError("InvalidArgument", `Invalid value for ${name}: ${text}`);
  }
}

function boundText(
  member: NormalizedSchema,
  name: string,
  request: WireRequest,
  labels: Readonly<Record<string, string>>,
): string | string[] | undefined {
  const { httpLabel, httpHeader, httpQuery } = member.getMergedTraits();
  if (httpLabel) return labels[name];
  if (httpHeader !== undefined) return headerOf(request, httpHeader.toLowerCase());
  return queryText(member, request, httpQuery ?? name);
}

function queryText(member: NormalizedSchema, request: WireRequest, name: string): string | string[] | undefined {
  if (!request.query.has(name)) return undefined;
  return member.isListSchema() ? request.query.getAll(name) : (request.query.get(name) ?? undefined);
}

function prefixHeaders(request: WireRequest, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.keys(request.headers)
      .filter((name) => name.startsWith(prefix))
      .map((name) => [name.slice(prefix.length), headerOf(request, name) ?? ""]),
  );
}

function decodePayload(protocol: WireProtocol, member: NormalizedSchema, body: WireBody): unknown {
  if (member.isStreaming() && !member.isStructSchema()) return body;
  const bytes = asBytes(body);
  if (member.isBlobSchema()) return bytes;
  if (bytes.byteLength === 0) return undefined;
  if (member.isStringSchema()) return Buffer.from(bytes).toString("utf8");
  return protocol === "rest-json" ? decodeJson(restJsonSettings, member, bytes) : decodeXml(member, bytes);
}

function decodeXml(schema: NormalizedSchema, bytes: Uint8Array): Record<string, unknown> {
  if (bytes.byteLength === 0) return {};
  try {
    const text = readableXml(Buffer.from(bytes).toString("utf8"));
    return (new XmlCodec(xmlSettings("")).createDeserializer().read(schema, Buffer.from(text)) ?? {}) as Record<
      string,
      unknown
    >;
  } catch {
    throw new AwsError(
      "MalformedXML",
      "The XML you provided was not well-formed or did not validate against our published schema",
    );
  }
}

/** XML as the SDK's parser reads it right: it cuts references beyond U+FFFF, and takes minutes over many doctypes. */
function readableXml(text: string): string {
  // No request has a document type; with it go entities of one's own.
  if (/<!doctype/i.test(text)) throw new TypeError("a document type is not allowed");
  return text.replaceAll(/&#(?:x([0-9a-f]{5,6})|(\d{5,7}));/gi, (reference, hex?: string, decimal?: string) => {
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point > 0xffff ? String.fromCodePoint(point) : reference;
  });
}

function asBytes(body: WireBody): Uint8Array {
  if (body instanceof Uint8Array) return body;
  throw new Error("the body of this operation should have been collected");
}
