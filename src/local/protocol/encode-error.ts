import { JsonCodec2 } from "@smithy/core/protocols";
import { CborCodec } from "@smithy/core/cbor";
import type { NormalizedSchema } from "@smithy/core/schema";
import type { AwsError } from "../aws-error.ts";
import { jsonSettings } from "./decode-input.ts";
import { requestIdHeaders } from "./encode-output.ts";
import { serviceWires } from "./service-models.ts";
import type { ServiceModel, WireProtocol } from "./service-models.ts";
import type { WireResponse } from "./wire-request.ts";

// In: an error in AWS's words. Out: the envelope in which each protocol carries it.

export interface EncodeError {
  readonly protocol: WireProtocol;
  /** Unknown if the request could not be told to be any service's. */
  readonly model: ServiceModel | undefined;
  readonly error: AwsError;
  readonly requestId: string;
  readonly isHead: boolean;
}

/** Writes an error answer. */
export function encodeError(encode: EncodeError): WireResponse {
  const { protocol, model, error, requestId } = encode;
  const schema = model?.errors.get(error.code);
  switch (protocol) {
    case "json":
      return { status: error.status, headers: jsonHeaders(encode, schema), body: jsonBody(error, schema, error.code) };
    case "rest-json":
      return {
        status: error.status,
        headers: { "content-type": "application/json", "x-amzn-requestid": requestId, "x-amzn-errortype": error.code },
        body: jsonBody(error, schema, undefined),
      };
    case "cbor":
      return cborError(encode, schema);
    case "query":
      return {
        status: error.status,
        headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
        body: queryBody(encode, schema),
      };
    case "rest-xml":
      return restXmlError(encode);
  }
}

/** The error's members under the names of its shape, the message among them. */
function membersOf(error: AwsError, schema: NormalizedSchema | undefined): Record<string, unknown> {
  const names = schema === undefined ? [] : Object.keys(schema.getMemberSchemas());
  const messageName = names.find((name) => name.toLowerCase() === "message") ?? "message";
  return { ...error.members, [messageName]: error.message };
}

function jsonBody(error: AwsError, schema: NormalizedSchema | undefined, type: string | undefined): string {
  const members = membersOf(error, schema);
  // Timestamps and blobs need the shape; members that the shape lacks are written as they are.
  const encoded =
    schema === undefined ? {} : (JSON.parse(writeJson(schema, members)) as Readonly<Record<string, unknown>>);
  return JSON.stringify({ ...(type === undefined ? {} : { __type: type }), ...members, ...encoded });
}

function writeJson(schema: NormalizedSchema, members: unknown): string {
  const serializer = new JsonCodec2(jsonSettings).createSerializer();
  serializer.write(schema, members);
  return new TextDecoder().decode(serializer.flush());
}

function jsonHeaders(
  { model, error, requestId }: EncodeError,
  schema: NormalizedSchema | undefined,
): Record<string, string> {
  const wire = model === undefined ? undefined : serviceWires[model.name];
  const headers: Record<string, string> = {
    "content-type": `application/x-amz-json-${wire?.jsonVersion ?? "1.1"}`,
    "x-amzn-requestid": requestId,
  };
  if (wire?.queryCompatible) headers["x-amzn-query-error"] = `${queryCode(error, schema)};${fault(error)}`;
  return headers;
}

/** A few shapes have another name on the query protocol's wire, for instance `ChangeSetNotFound`. */
function queryCode(error: AwsError, schema: NormalizedSchema | undefined): string {
  const queryError = schema?.getMergedTraits().awsQueryError as readonly [string, number] | undefined;
  return queryError?.[0] ?? error.code;
}

const fault = (error: AwsError): "Sender" | "Receiver" => (error.status < 500 ? "Sender" : "Receiver");

function cborError({ model, error, requestId }: EncodeError, schema: NormalizedSchema | undefined): WireResponse {
  const serializer = new CborCodec().createSerializer();
  // 15 is Smithy's document: whatever the members are.
  serializer.write(15, { __type: `${model?.namespace ?? ""}#${error.code}`, ...membersOf(error, schema) });
  return {
    status: error.status,
    headers: {
      "content-type": "application/cbor",
      "smithy-protocol": "rpc-v2-cbor",
      "x-amzn-requestid": requestId,
      ...(model !== undefined && serviceWires[model.name].queryCompatible
        ? { "x-amzn-query-error": `${queryCode(error, schema)};${fault(error)}` }
        : {}),
    },
    body: serializer.flush(),
  };
}

function queryBody({ model, error, requestId }: EncodeError, schema: NormalizedSchema | undefined): string {
  const xmlNamespace = model === undefined ? "" : (serviceWires[model.name].xmlNamespace ?? "");
  const inner = [
    `<Type>${fault(error)}</Type>`,
    `<Code>${escapeXml(queryCode(error, schema))}</Code>`,
    `<Message>${escapeXml(error.message)}</Message>`,
    xmlMembers(error),
  ].join("");
  return `<ErrorResponse xmlns="${xmlNamespace}"><Error>${inner}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
}

function restXmlError({ model, error, requestId, isHead }: EncodeError): WireResponse {
  const headers: Record<string, string> = {
    ...(model === undefined ? {} : requestIdHeaders(model, requestId)),
    "content-type": "application/xml",
  };
  // HTTP forbids a body for both; S3 then tells the error by status alone.
  if (isHead || error.status === 304) return { status: error.status, headers, body: undefined };
  const inner = [
    `<Code>${escapeXml(error.code)}</Code>`,
    `<Message>${escapeXml(error.message)}</Message>`,
    xmlMembers(error),
    `<RequestId>${requestId}</RequestId><HostId>${requestId}</HostId>`,
  ].join("");
  return { status: error.status, headers, body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inner}</Error>` };
}

function xmlMembers(error: AwsError): string {
  return Object.entries(error.members)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
    .join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

const escapeXml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
