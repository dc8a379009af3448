import { Readable } from "node:stream";
import { XmlCodec } from "@aws-sdk/core/protocols";
import { CborCodec } from "@smithy/core/cbor";
import { JsonCodec2, ToStringShapeSerializer } from "@smithy/core/protocols";
import type { NormalizedSchema } from "@smithy/core/schema";
import { AwsError } from "../aws-error.ts";
import { jsonSettings, restJsonSettings, xmlSettings } from "./decode-input.ts";
import { serviceWires } from "./service-models.ts";
import type { OperationModel, ServiceModel, WireProtocol } from "./service-models.ts";
import type { WireResponse } from "./wire-request.ts";

// In: an operation's output with the API's own member names. Out: status, headers and body as the protocol writes them.

export interface EncodeOutput {
  readonly protocol: WireProtocol;
  readonly model: ServiceModel;
  readonly operation: OperationModel;
  readonly output: Readonly<Record<string, unknown>>;
  readonly requestId: string;
}

/** Writes a successful answer. */
export function encodeOutput(encode: EncodeOutput): WireResponse {
  const { protocol, model, operation, output, requestId } = encode;
  const wire = serviceWires[model.name];
  switch (protocol) {
    case "json":
      return {
        status: 200,
        headers: { "content-type": `application/x-amz-json-${wire.jsonVersion}`, "x-amzn-requestid": requestId },
        body: operation.output.isUnitSchema() ? "{}" : encodeJson(jsonSettings, operation.output, output),
      };
    case "cbor":
      return {
        status: 200,
        headers: {
          "content-type": "application/cbor",
          "smithy-protocol": "rpc-v2-cbor",
          "x-amzn-requestid": requestId,
        },
        body: encodeCbor(operation.output, output),
      };
    case "query":
      return {
        status: 200,
        headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
        body: encodeQuery(encode, wire.xmlNamespace ?? ""),
      };
    case "rest-json":
    case "rest-xml":
      return encodeRest(encode, wire.xmlNamespace ?? "");
  }
}

function encodeJson(
  settings: typeof jsonSettings | typeof restJsonSettings,
  schema: NormalizedSchema,
  value: unknown,
): Uint8Array {
  const serializer = new JsonCodec2(settings).createSerializer();
  serializer.write(schema, value);
  return serializer.flush();
}

function encodeCbor(schema: NormalizedSchema, value: unknown): Uint8Array {
  const serializer = new CborCodec().createSerializer();
  serializer.write(schema, schema.isUnitSchema() ? {} : value);
  return serializer.flush();
}

/** An XML structure as text, its root named as the schema says. */
function encodeXml(schema: NormalizedSchema, value: unknown, xmlNamespace: string): string {
  const serializer = new XmlCodec(xmlSettings(xmlNamespace)).createSerializer();
  serializer.write(schema, value);
  const text = serializer.flush();
  return typeof text === "string" ? text : Buffer.from(text).toString("utf8");
}

function encodeQuery({ operation, output, requestId }: EncodeOutput, xmlNamespace: string): string {
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  // The codec names the root after the shape; the protocol names it after the operation.
  const result = operation.output.isUnitSchema()
    ? ""
    : encodeXml(operation.output, output, "")
        .replace(/^<[\w.]+/, `<${operation.name}Result`)
        .replace(/<\/[\w.]+>$/, `</${operation.name}Result>`);
  return `<${operation.name}Response xmlns="${xmlNamespace}">${result}${metadata}</${operation.name}Response>`;
}

function encodeRest(
  { protocol, model, operation, output, requestId }: EncodeOutput,
  xmlNamespace: string,
): WireResponse {
  const headers: Record<string, string> = requestIdHeaders(model, requestId);
  let status = operation.http?.status ?? 200;
  let body: WireResponse["body"];
  const bodyMembers: Record<string, unknown> = {};
  let hasBodyMembers = false;
  const members = operation.output.isUnitSchema() ? [] : operation.output.structIterator();
  for (const [name, member] of members) {
    const traits = member.getMergedTraits();
    const value = output[name];
    const isPlaced = placeBound({ name, member, value, headers });
    if (isPlaced) continue;
    if (traits.httpResponseCode) {
      if (typeof value === "number") status = value;
    } else if (traits.httpPayload) {
      if (value !== undefined) body = encodePayload(protocol, member, value, xmlNamespace, headers);
    } else {
      hasBodyMembers = true;
      if (value !== undefined) bodyMembers[name] = value;
    }
  }
  // The model has no place for it: a range is answered with Partial Content.
  if (model.name === "s3" && output["ContentRange"] !== undefined) status = 206;
  if (hasBodyMembers) {
    headers["content-type"] ??= protocol === "rest-json" ? "application/json" : "application/xml";
    body =
      protocol === "rest-json"
        ? encodeJson(restJsonSettings, operation.output, bodyMembers)
        : xmlDocument(encodeRestXmlBody(operation, bodyMembers, xmlNamespace));
  }
  return { status, headers, body };
}

const xmlDocument = (text: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${text}`;

function encodeRestXmlBody(operation: OperationModel, members: Record<string, unknown>, xmlNamespace: string): string {
  // GetBucketLocation's answer is the constraint itself, not a structure that holds it.
  if (operation.name === "GetBucketLocation") {
    return `<LocationConstraint xmlns="${xmlNamespace}">${String(members["LocationConstraint"] ?? "")}</LocationConstraint>`;
  }
  return encodeXml(operation.output, members, xmlNamespace);
}

export function requestIdHeaders(model: ServiceModel, requestId: string): Record<string, string> {
  return model.name === "s3"
    ? { "x-amz-request-id": requestId, "x-amz-id-2": requestId }
    : { "x-amzn-requestid": requestId };
}

interface BoundMember {
  readonly name: string;
  readonly member: NormalizedSchema;
  readonly value: unknown;
  readonly headers: Record<string, string>;
}

/** Writes a member that travels as a header; tells whether it was one. */
function placeBound({ member, value, headers }: BoundMember): boolean {
  const traits = member.getMergedTraits();
  if (traits.httpPrefixHeaders !== undefined) {
    for (const [key, text] of Object.entries((value ?? {}) as Record<string, string>)) {
      headers[`${traits.httpPrefixHeaders}${key}`.toLowerCase()] = isHeaderValue(text) ? text : encodedWord(text);
    }
    return true;
  }
  if (traits.httpHeader === undefined) return false;
  if (value !== undefined && value !== null) {
    const writer = new ToStringShapeSerializer(xmlSettings(""));
    writer.write(member, value);
    const text = writer.flush();
    if (!isHeaderValue(text)) {
      throw new AwsError("InvalidArgument", "Header value cannot be represented using ISO-8859-1.", 400, {
        ArgumentName: traits.httpHeader.toLowerCase(),
      });
    }
    headers[traits.httpHeader.toLowerCase()] = text;
  }
  return true;
}

/** Neither ends the header's line nor holds what has no byte in it. */
const isHeaderValue = (text: string): boolean => /^[\t\x20-\x7e\x80-\xff]*$/.test(text);

/** How S3 answers metadata that has no place in a header: as RFC 2047 has it. */
const encodedWord = (text: string): string => `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`;

function encodePayload(
  protocol: WireProtocol,
  member: NormalizedSchema,
  value: unknown,
  xmlNamespace: string,
  headers: Record<string, string>,
): WireResponse["body"] {
  if (value instanceof Readable || value instanceof Uint8Array) {
    headers["content-type"] ??= member.getMergedTraits().mediaType ?? "application/octet-stream";
    return value;
  }
  if (typeof value === "string") return value;
  headers["content-type"] ??= protocol === "rest-json" ? "application/json" : "application/xml";
  return protocol === "rest-json"
    ? encodeJson(restJsonSettings, member, value)
    : xmlDocument(encodeXml(member, value, xmlNamespace));
}
