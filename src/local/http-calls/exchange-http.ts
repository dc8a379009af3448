import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { Clock } from "../clock.ts";
import { ExchangeError } from "./exchange-error.ts";
import type { HttpRequest, HttpResponse } from "./http-request.ts";

// Not `fetch`: that adds headers of its own, follows redirects, and sends no body with GET.

export interface ExchangeLimits {
  /** For the whole exchange, to the last byte of the response. */
  readonly timeoutMs: number;
  /** A server that does not know `range` may answer more than it was asked for. */
  readonly mostBytes: number;
  /** Whether a response of more bytes is no response, or its beginning is enough. */
  readonly excess: "fail" | "drop";
}

/** Sends a request and takes its response whole; throws `ExchangeError`. */
export async function exchangeHttp(request: HttpRequest, clock: Clock, limits: ExchangeLimits): Promise<HttpResponse> {
  const controller = new AbortController();
  const cancel = clock.at(clock.now() + limits.timeoutMs, () => controller.abort());
  try {
    return await take(await send(request, controller.signal), limits);
  } catch (error) {
    if (error instanceof ExchangeError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof TypeError) throw new ExchangeError("unsendable", message);
    throw new ExchangeError(controller.signal.aborted ? "timeout" : "unreachable", message);
  } finally {
    cancel();
  }
}

function send({ url, method, headers, body }: HttpRequest, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const start = url.protocol === "https:" ? requestHttps : requestHttp;
    const sent = start(url, { method, headers: headers as Record<string, string | string[]>, signal, agent: false });
    // A server that does not answer must not keep a process that is told to end: then nothing is left to time it out.
    sent.once("socket", (socket) => socket.unref());
    sent.once("response", resolve);
    sent.once("error", reject);
    sent.end(body);
  });
}

async function take(message: IncomingMessage, { mostBytes, excess }: ExchangeLimits): Promise<HttpResponse> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes && excess === "fail") {
      throw new ExchangeError("too large", `The response has more bytes than ${mostBytes}`);
    }
    chunks.push(chunk);
    if (bytes > mostBytes) break;
  }
  return {
    status: message.statusCode ?? 0,
    statusText: message.statusMessage ?? "",
    headers: message.headersDistinct as Readonly<Record<string, readonly string[]>>,
    body: Buffer.concat(chunks),
  };
}
