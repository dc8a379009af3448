import type { ConnectionHttpParameters } from "@aws-sdk/client-eventbridge";
import type { Json, JsonObject } from "#asl";
import { errorNames } from "#asl";
import { TaskFailure } from "#interpreter";
import type { Connection } from "../../../services/events/connection-store.ts";
import { addQuery } from "../../../http-calls/add-query.ts";
import { callableUrl, callableUrlRule } from "../../../http-calls/callable-url.ts";
import { credentialHeaders, pairsOf, withLowerCaseNames } from "../../../http-calls/connection-parameters.ts";
import { type ArrayFormat, arrayFormats, encodeForm } from "../../../http-calls/encode-form.ts";
import type { HttpRequest } from "../../../http-calls/http-request.ts";
import { forbiddenHeaders } from "./forbidden-headers.ts";
import { isJsonObject } from "../is-json-object.ts";

/** A request of an HTTP Task as it is sent. */
export interface HttpTaskRequest extends HttpRequest {
  /** ApiEndpoint as it was given, which rights are checked on. */
  readonly endpoint: string;
}

const methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"];

/** Merges what the task and its connection say; where both say something, the connection's counts. */
export function buildHttpRequest(given: JsonObject, connection: Connection, region: string): HttpTaskRequest {
  const { ApiEndpoint: endpoint, Method: method } = given;
  if (typeof method !== "string" || !methods.includes(method))
    throw runtimeFailure(`Method must be one of ${methods.join(", ")}`);
  const { InvocationHttpParameters: more = {} } = connection.parameters;
  const url = urlOf(endpoint);
  addQuery(url, { ...queryOf(given.QueryParameters), ...pairsOf(more.QueryStringParameters) });
  const body = bodyOf(given, more);
  const headers = {
    ...headersOf(given.Headers),
    ...withLowerCaseNames(pairsOf(more.HeaderParameters)),
    ...credentialHeaders(connection.parameters),
  };
  return {
    url,
    endpoint: String(endpoint),
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json; charset=UTF-8" }),
      ...headers,
      "user-agent": `Amazon|StepFunctions|HttpInvoke|${region}`,
      range: "bytes=0-262144",
      ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }),
    },
    body,
  };
}

function urlOf(endpoint: Json | undefined): URL {
  const url = callableUrl(endpoint);
  if (url === undefined) throw runtimeFailure(`ApiEndpoint ${callableUrlRule}; got ${JSON.stringify(endpoint)}`);
  return url;
}

type Values = Readonly<Record<string, Json>>;

function queryOf(given: Json | undefined): Values {
  if (given === undefined || given === null) return {};
  if (typeof given === "string") return Object.fromEntries(new URLSearchParams(given));
  return objectOf(given, "QueryParameters");
}

function headersOf(given: Json | undefined): Readonly<Record<string, string | readonly string[]>> {
  if (given === undefined || given === null) return {};
  const headers = objectOf(given, "Headers");
  const refused = forbiddenHeaders(Object.keys(headers));
  if (refused.length > 0)
    throw runtimeFailure(`The 'Headers' field contains unsupported values: [${refused.join(", ")}]`);
  const texts = Object.entries(headers).map(([name, value]) => {
    const isList = Array.isArray(value);
    const values: readonly Json[] = isList ? value : [value];
    if (values.some((one) => one === null || typeof one === "object")) {
      throw runtimeFailure(`The header '${name}' must be a text or an array of texts`);
    }
    return [name.toLowerCase(), isList ? values.map(String) : String(value)] as const;
  });
  return Object.fromEntries(texts);
}

function bodyOf(given: JsonObject, { BodyParameters: added }: ConnectionHttpParameters): string | undefined {
  const { RequestBody: own } = given;
  const format = formatOf(given.Transform);
  const more = pairsOf(added);
  const isAdded = Object.keys(more).length > 0;
  if (isAdded && own !== undefined && !isJsonObject(own)) {
    throw runtimeFailure("A RequestBody that is no object cannot be merged with the body parameters of the connection");
  }
  const body = isAdded ? { ...(isJsonObject(own) ? own : {}), ...more } : own;
  if (body === undefined || typeof body === "string") return body;
  if (format === undefined) return JSON.stringify(body);
  if (isJsonObject(body)) return encodeForm(body, format);
  throw runtimeFailure("A RequestBody that is URL-encoded must be an object");
}

/** How arrays of a URL-encoded body are written; undefined where the body is JSON. */
function formatOf(transform: Json | undefined): ArrayFormat | undefined {
  if (transform === undefined || transform === null) return undefined;
  const { RequestBodyEncoding: encoding = "NONE", RequestEncodingOptions: options = {} } = objectOf(
    transform,
    "Transform",
  );
  if (encoding === "NONE") return undefined;
  if (encoding !== "URL_ENCODED") throw runtimeFailure("RequestBodyEncoding must be one of NONE, URL_ENCODED");
  const { ArrayFormat: name = "INDICES" } = objectOf(options, "RequestEncodingOptions");
  const format = arrayFormats.find((one) => one === name);
  if (format === undefined) throw runtimeFailure(`ArrayFormat must be one of ${arrayFormats.join(", ")}`);
  return format;
}

function objectOf(value: Json, field: string): Values {
  if (!isJsonObject(value)) throw runtimeFailure(`${field} must be an object`);
  return value;
}

function runtimeFailure(cause: string): TaskFailure {
  return new TaskFailure(errorNames.runtime, cause);
}
