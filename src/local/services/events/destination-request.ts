import { callableUrl, callableUrlRule } from "../../http-calls/callable-url.ts";
import { credentialHeaders, pairsOf, withLowerCaseNames } from "../../http-calls/connection-parameters.ts";
import { addQuery } from "../../http-calls/add-query.ts";
import type { HttpRequest } from "../../http-calls/http-request.ts";
import { parseRecord } from "../../parse-record.ts";
import type { ApiDestination } from "./api-destination-store.ts";
import type { Connection } from "./connection-store.ts";
import { DeliveryError } from "./delivery-error.ts";
import type { ReadHttpParameters } from "./http-parameters.ts";

export interface DestinationCall {
  readonly destination: ApiDestination;
  readonly connection: Connection;
  readonly parameters: ReadHttpParameters;
  readonly input: string;
}

// User guide, "Headers EventBridge removes from requests to API destinations". `authorization` and x-amz-… are not among them.
const removed: ReadonlySet<string> = new Set(
  (
    "a-im accept-charset accept-datetime accept-encoding cache-control connection content-encoding content-length " +
    "content-md5 date expect forwarded from host http2-settings if-match if-modified-since if-none-match if-range " +
    "if-unmodified-since max-forwards origin pragma proxy-authorization range referer te trailer transfer-encoding " +
    "user-agent upgrade via warning"
  ).split(" "),
);

/** The request that brings an event to a destination; where target and connection both say something, the connection's counts. */
export function destinationRequest({ destination, connection, parameters, input }: DestinationCall): HttpRequest {
  const { InvocationHttpParameters: added = {} } = connection.parameters;
  const body = bodyOf(input, pairsOf(added.BodyParameters));
  const asked = Object.entries({
    ...withLowerCaseNames(parameters.headers),
    ...withLowerCaseNames(pairsOf(added.HeaderParameters)),
    ...credentialHeaders(connection.parameters),
  }).filter(([name]) => !removed.has(name));
  return {
    url: urlOf(destination, parameters, pairsOf(added.QueryStringParameters)),
    method: destination.method,
    headers: {
      "content-type": "application/json; charset=utf-8",
      ...Object.fromEntries(asked),
      "user-agent": "Amazon/EventBridge/ApiDestinations",
      range: "bytes=0-1048575",
      "accept-encoding": "gzip,deflate",
      connection: "close",
      "content-length": String(Buffer.byteLength(body)),
    },
    body,
  };
}

function urlOf(
  { endpoint }: ApiDestination,
  { path: values, query: asked }: ReadHttpParameters,
  added: Readonly<Record<string, string>>,
): URL {
  const url = callableUrl(endpoint);
  if (url === undefined) throw unfit(`InvocationEndpoint ${callableUrlRule}; got ${JSON.stringify(endpoint)}`);
  const parts = url.pathname.split("*");
  // AWS does not say what it would send; a request with a `*` left in it would go astray silently.
  if (parts.length - 1 !== values.length) {
    throw unfit(`The endpoint has ${parts.length - 1} wildcards (*), and PathParameterValues are ${values.length}`);
  }
  // A dot would climb: `/orders/..` is `/`.
  const climbing = values.find((value) => /^\.{1,2}$/.test(value));
  if (climbing !== undefined) throw unfit(`The path parameter '${climbing}' would lead to another path`);
  url.pathname = parts.map((part, index) => part + encodeURIComponent(values[index] ?? "")).join("");
  addQuery(url, { ...asked, ...added });
  return url;
}

function bodyOf(input: string, added: Readonly<Record<string, string>>): string {
  if (Object.keys(added).length === 0) return input;
  const body = parseRecord(input);
  if (body !== undefined) return JSON.stringify({ ...body, ...added });
  throw unfit("An input that is no JSON object cannot be merged with the body parameters of the connection");
}

const unfit = (message: string): DeliveryError => new DeliveryError("INVALID_PARAMETER", message);
