import type { IncomingMessage } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

const mostBytes = 64 * 1024 * 1024;
const longestMs = 5000;

/**
 * Reads past the rest of a payload that was refused, within limits.
 *
 * Were the connection closed at once, a client that is still sending would see it break and not the answer.
 */
export async function passOverBody(request: IncomingMessage): Promise<void> {
  if (request.destroyed || request.readableEnded) return;
  const enough = new AbortController();
  const stop = (): void => enough.abort();
  let length = 0;
  request.unpipe();
  request.once("end", stop).once("close", stop).once("error", stop);
  request.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length > mostBytes) stop();
  });
  // What it was piped to may have paused it.
  request.resume();
  await delay(longestMs, undefined, { signal: enough.signal, ref: false }).catch(() => undefined);
}
