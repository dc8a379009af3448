import type { IncomingMessage } from "node:http";
import type { Readable, Transform } from "node:stream";
import { AwsError } from "../aws-error.ts";
import type { WireProtocol } from "../protocol/service-models.ts";
import type { ServiceName } from "../service.ts";
import { AwsChunkedBody } from "./aws-chunked-body.ts";
import { VerifiedBody } from "./verified-body.ts";

const mebibyte = 1024 * 1024;

/** Largest body that is read into memory. Lambda takes a 50 MB archive in base64; other services far less. */
export function bodyLimit(service: ServiceName, protocol: WireProtocol): number {
  if (protocol === "query") return 4 * mebibyte;
  return service === "lambda" ? 70 * mebibyte : 16 * mebibyte;
}

/** Is the payload framed as S3's clients frame streamed uploads? */
export function isAwsChunked(request: IncomingMessage): boolean {
  return (
    String(request.headers["x-amz-content-sha256"] ?? "").startsWith("STREAMING-") ||
    contentEncodings(request).includes("aws-chunked")
  );
}

function contentEncodings(request: IncomingMessage): string[] {
  return (request.headers["content-encoding"] ?? "").split(",").map((text) => text.trim().toLowerCase());
}

/** The payload without S3's framing, still to be read; it fails where it is not what its headers say. */
export function openBody(request: IncomingMessage): Readable {
  const digest = String(request.headers["x-amz-content-sha256"] ?? "");
  if (isAwsChunked(request)) return pipeTo(request, unframed(request));
  return /^[0-9a-f]{64}$/i.test(digest) ? pipeTo(request, new VerifiedBody(digest)) : request;
}

function unframed(request: IncomingMessage): AwsChunkedBody {
  const length = request.headers["x-amz-decoded-content-length"];
  const trailers = String(request.headers["x-amz-trailer"] ?? "").toLowerCase();
  return new AwsChunkedBody(
    length === undefined ? undefined : Number(length),
    trailers.split(",").map((name) => name.trim()),
  );
}

function pipeTo(request: IncomingMessage, body: Transform): Readable {
  // An operation that refuses the request reads no body: its error is then nobody's, and must not end the process.
  body.on("error", () => undefined);
  request.on("error", (error) => body.destroy(error));
  request.on("aborted", () => body.destroy(new AwsError("IncompleteBody", "The connection was closed", 400)));
  return request.pipe(body);
}

/** Headers as they would be without S3's framing, so that it is not stored as the object's encoding. */
export function headersWithoutFraming(request: IncomingMessage): IncomingMessage["headers"] {
  if (!isAwsChunked(request)) return request.headers;
  const { "content-encoding": _, ...headers } = request.headers;
  const encodings = contentEncodings(request).filter((name) => name !== "aws-chunked" && name !== "");
  const length = headers["x-amz-decoded-content-length"];
  return {
    ...headers,
    ...(encodings.length > 0 ? { "content-encoding": encodings.join(",") } : {}),
    ...(typeof length === "string" ? { "content-length": length } : {}),
  };
}

/** Reads a payload to its end, up to a limit. */
export async function collectBody(body: Readable, limitBytes: number): Promise<Uint8Array> {
  try {
    return await readUpTo(body, limitBytes);
  } catch (error) {
    // The client went away in its midst, which is no failure of ours.
    const isCutOff = (error as NodeJS.ErrnoException).code === "ECONNRESET";
    throw isCutOff ? new AwsError("IncompleteBody", "The request body terminated unexpectedly") : error;
  }
}

async function readUpTo(body: Readable, limitBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Not destroyed where it is too long: the rest is still to be read past, or the client would not see the answer.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limitBytes) {
      throw new AwsError("RequestEntityTooLargeException", `Request must be smaller than ${limitBytes} bytes`, 413);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
