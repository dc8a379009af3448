import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { TaskFailure } from "#interpreter";
import { errorNames } from "#asl";
import type { Clock } from "../../../clock.ts";
import type { HttpRequest, HttpResponse } from "./http-request.ts";

// Not `fetch`: that adds headers of its own, follows redirects, and sends no body with GET.

/** Developer guide: "HTTP task requests will timeout after 60 seconds." */
const longestMilliseconds = 60_000;
/** As `range` asks for; a server that does not know it may answer more. */
const mostBytes = 262_144;

/** Sends a request and takes its response whole; throws `TaskFailure`. */
export async function exchangeHttp(request: HttpRequest, clock: Clock): Promise<HttpResponse> {
  const controller = new AbortController();
  const cancel = clock.at(clock.now() + longestMilliseconds, () => controller.abort());
  try {
    return await take(await send(request, controller.signal));
  } catch (error) {
    if (error instanceof TaskFailure) throw error;
    // What Node does not put into a request: a line break in a header, for instance.
    if (error instanceof TypeError) throw new TaskFailure(errorNames.runtime, error.message);
    const cause = controller.signal.aborted
      ? "The HTTP request timed out after 60 seconds"
      : `The HTTP request failed: ${error instanceof Error ? error.message : String(error)}`;
    throw new TaskFailure("States.Http.Socket", cause);
  } finally {
    cancel();
  }
}

function send({ url, method, headers, body }: HttpRequest, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const start = url.protocol === "https:" ? requestHttps : requestHttp;
    const sent = start(url, { method, headers: headers as Record<string, string | string[]>, signal, agent: false });
    sent.once("response", resolve);
    sent.once("error", reject);
    sent.end(body);
  });
}

async function take(message: IncomingMessage): Promise<HttpResponse> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) {
      const cause = "The HTTP response has more bytes than the 262144 of the service limit.";
      throw new TaskFailure(errorNames.dataLimitExceeded, cause);
    }
    chunks.push(chunk);
  }
  return {
    status: message.statusCode ?? 0,
    statusText: message.statusMessage ?? "",
    headers: message.headersDistinct as Readonly<Record<string, readonly string[]>>,
    body: Buffer.concat(chunks),
  };
}
