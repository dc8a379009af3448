import type { ApiRequest } from "./console-handler.ts";
import type { Change } from "./read-api.ts";

const keepAliveMs = 20_000;
/** A reader that lets so much pile up is cut off; its browser connects again and reads everything anew. */
const mostUnreadBytes = 1024 * 1024;

/** Sends a server-sent event for each change until the browser goes away. */
export async function streamChanges({ cloud, response }: ApiRequest): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  const send = (text: string): void => {
    response.write(text);
    if (response.writableLength > mostUnreadBytes) response.destroy();
  };
  send(": changes\n\n");
  const unsubscribe = cloud.subscribe((topic, id) => {
    send(`data: ${JSON.stringify({ topic, id } satisfies Change)}\n\n`);
  });
  // A comment now and then finds out about connections that broke without a word.
  const timer = setInterval(() => send(": alive\n\n"), keepAliveMs);
  timer.unref();
  response.on("close", () => {
    clearInterval(timer);
    unsubscribe();
  });
}
