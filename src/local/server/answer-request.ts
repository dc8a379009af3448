import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AwsError, notImplemented } from "../aws-error.ts";
import { callOperation, findOperation } from "../call-operation.ts";
import type { Calls } from "../call-operation.ts";
import { decodeInput } from "../protocol/decode-input.ts";
import { findDestination } from "../protocol/dispatch.ts";
import type { Destination, RoutedOperation } from "../protocol/dispatch.ts";
import { encodeError } from "../protocol/encode-error.ts";
import { encodeOutput } from "../protocol/encode-output.ts";
import type { EncodeOutput } from "../protocol/encode-output.ts";
import { withHoistedHeaders } from "../protocol/presigned-request.ts";
import type { OperationModel, ServiceModel } from "../protocol/service-models.ts";
import { headerOf } from "../protocol/wire-request.ts";
import type { WireBody, WireRequest, WireResponse } from "../protocol/wire-request.ts";
import type { Cloud, Principal } from "../service.ts";
import { verifyPayload } from "../services/s3/verify-payload.ts";
import { stoppingError } from "../stopping.ts";
import { passOverBody } from "./pass-over-body.ts";
import { verifyPresigned } from "./verify-presigned.ts";
import { bodyLimit, collectBody, headersWithoutFraming, openBody } from "./read-body.ts";

// One API request from its head to its answer: destination → operation → input → call → output.

export interface AnswerOptions {
  readonly cloud: Cloud;
  readonly calls: Calls;
  readonly routeRest: (model: ServiceModel, request: WireRequest) => RoutedOperation;
  readonly resolvePrincipal: (cloud: Cloud, request: WireRequest) => Principal;
}

/** Answers one API request; never rejects. */
export async function answerRequest(
  options: AnswerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = options.cloud.newId();
  const wire = toWireRequest(request);
  let answer: WireResponse;
  let place: Partial<Destination> & { model?: ServiceModel } = {};
  try {
    const destination = findDestination(wire);
    place = destination;
    const model = await options.calls.loadModel(destination.service);
    place = { ...destination, model };
    const signal = signalOfClient(response);
    if (destination.service === "s3") verifyPresigned(options.cloud, wire);
    answer = await run(options, { destination, model, wire, request, requestId, signal });
  } catch (error) {
    const awsError = asAwsError(options.cloud, error, place);
    answer = encodeError({
      protocol: place.protocol ?? "json",
      model: place.model,
      error: awsError,
      requestId,
      isHead: wire.method === "HEAD",
    });
  }
  await write(request, response, answer).catch((error: Error) => {
    // The client went away; the work is done all the same.
    response.destroy(error);
  });
}

function signalOfClient(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once("close", () => controller.abort());
  return controller.signal;
}

/** The head of a request. */
export function toWireRequest(request: IncomingMessage): WireRequest {
  const [rawPath = "/", queryText = ""] = splitOnce(request.url ?? "/", "?");
  return {
    method: request.method ?? "GET",
    rawPath,
    query: new URLSearchParams(queryText),
    headers: headersWithoutFraming(request),
  };
}

function splitOnce(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return index === -1 ? [text, ""] : [text.slice(0, index), text.slice(index + 1)];
}

interface RunRequest {
  readonly destination: Destination;
  readonly model: ServiceModel;
  readonly wire: WireRequest;
  readonly request: IncomingMessage;
  readonly requestId: string;
  readonly signal: AbortSignal;
}

async function run(options: AnswerOptions, run: RunRequest): Promise<WireResponse> {
  const { cloud, calls } = options;
  const { destination, model, request, requestId, signal } = run;
  const wire = destination.service === "s3" ? withHoistedHeaders(run.wire) : run.wire;
  const { service, protocol } = destination;
  const limit = bodyLimit(service, protocol);
  const form =
    protocol === "query"
      ? new URLSearchParams(Buffer.from(await collectBody(request, limit)).toString("utf8"))
      : undefined;
  const { operation, labels } = findRouted(options, { ...run, wire }, form);
  // Refused before a body is read: what is not implemented should not first be uploaded.
  findOperation(calls, service, operation.name);
  const opened = openBody(request);
  const body: WireBody = form === undefined && !takesStream(operation) ? await collectBody(opened, limit) : opened;
  if (service === "s3" && body instanceof Uint8Array && body.length > 0 && !hasObjectChecksums(operation)) {
    verifyPayload((name) => headerOf(wire, name), body);
  }
  const input = decodeInput({ protocol, operation, labels, request: wire, body, ...(form && { form }) });
  const principal = options.resolvePrincipal(cloud, run.wire);
  const output = await callOperation(calls, {
    service,
    operation: operation.name,
    input,
    context: { cloud, principal, requestId, signal },
  });
  return encodeAnswer({
    protocol,
    model,
    operation,
    output: (output ?? {}) as Readonly<Record<string, unknown>>,
    requestId,
  });
}

function encodeAnswer(answer: EncodeOutput): WireResponse {
  try {
    return encodeOutput(answer);
  } catch (error) {
    // Nobody will read the body that was opened for the answer.
    for (const value of Object.values(answer.output)) if (value instanceof Readable) value.destroy();
    throw error;
  }
}

function findRouted(options: AnswerOptions, run: RunRequest, form: URLSearchParams | undefined): RoutedOperation {
  const { destination, model, wire } = run;
  const isRest = destination.protocol === "rest-json" || destination.protocol === "rest-xml";
  if (isRest) return options.routeRest(model, wire);
  const name = form === undefined ? destination.operationName : form.get("Action");
  const operation = model.operations.get(name ?? "");
  if (operation === undefined)
    throw notImplemented(`The operation ${name ?? "without a name"} of ${destination.service}`);
  return { operation, labels: {} };
}

// The checksums in its headers are those of the object that it completes, not of the request's own XML.
const hasObjectChecksums = (operation: OperationModel): boolean => operation.name === "CompleteMultipartUpload";

const takesStream = (operation: OperationModel): boolean =>
  !operation.input.isUnitSchema() &&
  Object.values(operation.input.getMemberSchemas()).some(
    (member) => member.getMergedTraits().httpPayload && member.isStreaming(),
  );

function asAwsError(cloud: Cloud, error: unknown, place: Partial<Destination>): AwsError {
  if (error instanceof AwsError) {
    if (error.status === 501) cloud.log(error.message);
    return error;
  }
  // What outlived the patience of a stopping cloud finds its database closed.
  if (!cloud.db.isOpen) return stoppingError();
  cloud.log(
    `internal error in ${place.service ?? "dispatch"}: ${error instanceof Error ? error.stack : String(error)}`,
  );
  return new AwsError("InternalFailure", "The local cloud failed; its log has the details", 500);
}

// An object is anyone's bytes, served from the console's own origin: opened in a browser it must not act for the developer.
const commonHeaders: Readonly<Record<string, string>> = {
  server: "Millrace",
  "content-security-policy": "sandbox",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

async function write(request: IncomingMessage, response: ServerResponse, answer: WireResponse): Promise<void> {
  // An upload that was refused midway cannot be followed by another request on the same connection.
  if (!request.complete) response.setHeader("connection", "close");
  const headers: Record<string, string> = { ...commonHeaders, ...answer.headers };
  if (answer.body instanceof Readable) {
    response.writeHead(answer.status, headers);
    if (request.method === "HEAD") {
      answer.body.destroy();
      response.end();
      return;
    }
    await pipeline(answer.body, response);
    return;
  }
  const bytes = typeof answer.body === "string" ? Buffer.from(answer.body) : answer.body;
  const hasNoBody = request.method === "HEAD" || answer.status === 204 || answer.status === 304;
  if (!hasNoBody) headers["content-length"] = String(bytes?.byteLength ?? 0);
  response.writeHead(answer.status, headers);
  if (request.complete || hasNoBody) {
    response.end(hasNoBody ? undefined : bytes);
    return;
  }
  response.flushHeaders();
  response.write(bytes ?? "");
  await passOverBody(request);
  response.end();
}
