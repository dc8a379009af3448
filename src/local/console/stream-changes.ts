import type { ApiRequest } from "./console-handler.ts";
import type { Change } from "./read-api.ts";

const keepAliveMs = 20_000;

/** Sends a server-sent event for each change until the browser goes away. */
export async function streamChanges({ cloud, request, response }: ApiRequest): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write(": changes\n\n");
  const unsubscribe = cloud.subscribe((topic, id) => {
    response.write(`data: ${JSON.stringify({ topic, id } satisfies Change)}\n\n`);
  });
  // A comment now and then finds out about connections that broke without a word.
  const timer = setInterval(() => response.write(": alive\n\n"), keepAliveMs);
  timer.unref();
  request.on("close", () => {
    clearInterval(timer);
    unsubscribe();
  });
}
