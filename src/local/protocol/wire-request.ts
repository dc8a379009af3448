import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";

/** A request as it came in, before anything is known about service and operation. */
export interface WireRequest {
  readonly method: string;
  /** Percent-encoded, exactly as sent: object keys may hold `..`, `//` and `+`. */
  readonly rawPath: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

/** A request's payload: read to its end, or still to be read where the operation stores it as it comes. */
export type WireBody = Uint8Array | Readable;

/** An answer ready to be written. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string | Readable | undefined;
}

/** One header's value; repeated headers are joined as HTTP says. */
export function headerOf(request: WireRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}
