import type { IncomingMessage, ServerResponse } from "node:http";
import { accessKeyIdOf, findDestination } from "../protocol/dispatch.ts";
import { withHoistedHeaders } from "../protocol/presigned-request.ts";
import { decodeLabel } from "../protocol/rest-router.ts";
import { headerOf, type WireRequest } from "../protocol/wire-request.ts";
import { corsHeaders, findBucket } from "../services/s3/index.ts";
import { answerRequest, toWireRequest, type AnswerOptions } from "./answer-request.ts";

// A page of another origin may use the objects of a bucket whose CORS rules name it, and nothing else here: no other service, no
// bucket's own configuration, nothing unsigned.

/** Answers a request of a page from elsewhere as the bucket's CORS rules say; without such rules it is refused. */
export async function answerForeignOrigin(
  options: AnswerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  refuse: () => void,
): Promise<void> {
  const wire = toWireRequest(request);
  const isPreflight = wire.method === "OPTIONS" && headerOf(wire, "access-control-request-method") !== undefined;
  const { rules, headers } = decide(options, wire, isPreflight);
  if (isPreflight && headers !== undefined) response.writeHead(200, { ...headers, "content-length": "0" }).end();
  else if (isPreflight && rules !== undefined) answerForbidden(response);
  else if (headers !== undefined && isUse(wire)) {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    await answerRequest(options, request, response);
  } else refuse();
}

function decide({ cloud }: AnswerOptions, wire: WireRequest, isPreflight: boolean) {
  const rules = findBucket(cloud, bucketOf(wire))?.configuration.corsRules;
  const asked = isPreflight ? headerOf(wire, "access-control-request-headers") : undefined;
  const headers =
    rules &&
    corsHeaders(rules, {
      origin: headerOf(wire, "origin") ?? "",
      method: (isPreflight ? headerOf(wire, "access-control-request-method") : wire.method) ?? "",
      headers: (asked ?? "")
        .split(",")
        .map((name) => name.trim().toLowerCase())
        .filter((name) => name !== ""),
    });
  return { rules, headers };
}

function bucketOf({ rawPath }: WireRequest): string {
  try {
    return decodeLabel(rawPath.split("/")[1] ?? "");
  } catch {
    return "";
  }
}

/** Whether a request is signed and on an object, or a listing of them: a target header would send it to any service. */
function isUse(wire: WireRequest): boolean {
  const isOnObject = /^\/[^/]+\/./s.test(wire.rawPath);
  const isListing = wire.method === "GET" && wire.query.get("list-type") === "2";
  // A copy would bring another bucket's objects here.
  const isCopy = headerOf(withHoistedHeaders(wire), "x-amz-copy-source") !== undefined;
  return (isOnObject || isListing) && !isCopy && accessKeyIdOf(wire) !== undefined && isForS3(wire);
}

function isForS3(wire: WireRequest): boolean {
  try {
    return findDestination(wire).service === "s3";
  } catch {
    return false;
  }
}

function answerForbidden(response: ServerResponse): void {
  const message =
    "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / " +
    "Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";
  response.writeHead(403, { "content-type": "application/xml" });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessForbidden</Code><Message>${message}</Message></Error>`,
  );
}
