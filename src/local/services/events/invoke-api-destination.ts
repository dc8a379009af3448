import { authorize } from "../../iam/authorize.ts";
import { isPlainLoopback } from "../../http-calls/callable-url.ts";
import { ExchangeError } from "../../http-calls/exchange-error.ts";
import { type ExchangeLimits, exchangeHttp } from "../../http-calls/exchange-http.ts";
import type { HttpRequest, HttpResponse } from "../../http-calls/http-request.ts";
import type { Cloud } from "../../service.ts";
import { findApiDestination } from "./api-destination-store.ts";
import { type Connection, findConnection } from "./connection-store.ts";
import type { Delivery } from "./deliver-to-target.ts";
import { DeliveryError } from "./delivery-error.ts";
import { destinationRequest } from "./destination-request.ts";
import { readHttpParameters } from "./http-parameters.ts";
import { maskSecrets } from "./mask-secrets.ts";
import { rolePrincipal } from "./target-role.ts";

// User guide: "must have a maximum client execution timeout of 5 seconds". As many bytes as `range` asks for.
const limits: ExchangeLimits = { timeoutMs: 5000, mostBytes: 1_048_576, excess: "drop" };
const longestAnswerShown = 200;
// After more than a day every event is too old, whatever a server asks for.
const longestPauseMs = 86_400_001;

/** Sends an event to the endpoint of an API destination with the credentials of its connection. Throws `DeliveryError`. */
export async function invokeApiDestination({ cloud, event, ruleArn, target, input }: Delivery): Promise<void> {
  const needed = [{ action: "events:InvokeApiDestination", resource: target.Arn }];
  const denial = authorize(cloud, rolePrincipal(cloud, target, ruleArn), needed);
  if (denial !== undefined) throw denial;
  const destination = findApiDestination(cloud, { arn: target.Arn });
  if (destination === undefined) {
    throw new DeliveryError("NO_RESOURCE", `The API destination ${target.Arn} does not exist.`);
  }
  const connection = requireAuthorized(cloud, destination.connectionArn);
  const parameters = readHttpParameters(target.HttpParameters, event);
  const request = destinationRequest({ destination, connection, parameters, input });
  if (isOwnAddress(cloud, request.url)) {
    throw new DeliveryError(
      "INVALID_PARAMETER",
      `${request.url.origin} is the local cloud itself, which it does not call`,
    );
  }
  const mask = (text: string): string => maskSecrets(text, connection.parameters);
  const failure = await failureOf(request, cloud, mask);
  if (failure === undefined) return;
  const { code, message, retry } = failure;
  throw new DeliveryError(code, mask(`Unable to invoke ApiDestination endpoint: ${message}`), retry);
}

/** What an inactive destination makes of an event is not documented; no retry brings the credentials back. */
function requireAuthorized(cloud: Cloud, arn: string): Connection {
  const connection = findConnection(cloud, { arn });
  if (connection === undefined) throw new DeliveryError("NO_RESOURCE", `The connection ${arn} does not exist.`);
  if (connection.state === "AUTHORIZED") return connection;
  const message = `The API destination is INACTIVE: its connection '${connection.name}' is in the state ${connection.state}.`;
  throw new DeliveryError("NO_PERMISSIONS", message);
}

// Its own address would take a request for the developer's, whatever the role of the target may do.
function isOwnAddress({ endpoint }: Cloud, url: URL): boolean {
  return isPlainLoopback(url) && (url.port || "80") === new URL(endpoint).port;
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly retry: { readonly afterMs?: number } | "no retry";
}

type Mask = (text: string) => string;

async function failureOf(request: HttpRequest, cloud: Cloud, mask: Mask): Promise<Failure | undefined> {
  // Without the query, where a connection may put a key.
  const what = `${request.method} ${request.url.origin}${request.url.pathname}`;
  try {
    const response = await exchangeHttp(request, cloud.clock, limits);
    if (response.status >= 200 && response.status <= 299) return undefined;
    return failureOfAnswer(`${what} answered${shown(response, mask)}`, response, cloud.clock.now());
  } catch (error) {
    if (error instanceof ExchangeError) return failureOfExchange(what, error);
    throw error;
  }
}

// The codes, and the words before the first full stop, are those of dead letters of AWS.
function failureOfExchange(what: string, { problem, message }: ExchangeError): Failure {
  if (problem === "unsendable") return { code: "INVALID_PARAMETER", message: `${what}: ${message}`, retry: "no retry" };
  if (problem === "timeout") {
    const words = "Timeout calling endpoint for API Destination: socket closed.";
    return { code: "UNKNOWN", message: `${words} ${what} did not answer within 5 seconds`, retry: {} };
  }
  const words = "API destination endpoint cannot be reached.";
  return { code: "SDK_CLIENT_ERROR", message: `${words} ${what}: ${message}`, retry: {} };
}

/** User guide: 401, 407, 409, 429 and 5xx are retried. The codes of statuses are not documented. */
function failureOfAnswer(message: string, response: HttpResponse, now: number): Failure {
  const { status } = response;
  const isRetried = [401, 407, 409, 429].includes(status) || status >= 500;
  const afterMs = isRetried ? retryAfterMs(response, now) : undefined;
  return {
    code: status === 429 ? "THROTTLING" : status >= 500 ? "ERROR_FROM_TARGET" : "SDK_CLIENT_ERROR",
    message,
    retry: isRetried && (afterMs ?? 0) >= 0 ? { afterMs: afterMs ?? 0 } : "no retry",
  };
}

/** Of the header Retry-After, in seconds or a date; negative where nothing more is to be sent. */
function retryAfterMs({ headers }: HttpResponse, now: number): number | undefined {
  const text = headers["retry-after"]?.[0]?.trim() ?? "";
  if (/^-?\d+$/.test(text)) return Math.min(Number(text) * 1000, longestPauseMs);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, date - now), longestPauseMs);
}

/** What came back, without secrets: its status and how it begins. */
function shown({ status, statusText, headers, body }: HttpResponse, mask: Mask): string {
  const head = ` ${[status, statusText].join(" ").trim()}`;
  if (body.byteLength === 0) return head;
  const encoding = headers["content-encoding"]?.[0];
  if (encoding !== undefined) return `${head} (${body.byteLength} bytes, ${encoding})`;
  // Cut after it is masked: half a secret would not be recognised.
  const text = mask(Buffer.from(body).toString("utf8")).slice(0, longestAnswerShown);
  return `${head}: ${JSON.stringify(text)}`;
}
