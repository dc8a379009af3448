import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerPath } from "../cloudformation/custom-resources/custom-resource-answers.ts";
import { checkHost, checkOrigin } from "./check-origin.ts";

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Answers AWS's APIs. */
  readonly onApiRequest: RequestHandler;
  /** Decides on a request that a page of another origin makes, which is refused otherwise. */
  readonly onForeignOrigin?: (request: IncomingMessage, response: ServerResponse, refuse: () => void) => void;
  /** Takes what functions put to the addresses that custom resources' requests name. */
  readonly onCustomResourceAnswer?: RequestHandler;
  /** Answers paths under `/_millrace/`, which no bucket can have. */
  readonly onConsoleRequest: RequestHandler | undefined;
  /** An upload of which nothing arrives for so long is given up. @default 60 seconds */
  readonly stalledUploadMs?: number;
}

export interface Listener {
  readonly port: number;
  readonly close: () => Promise<void>;
}

const consolePath = "/_millrace/";

/** Opens the one port of the local cloud, on loopback. */
export async function listen(options: ListenOptions): Promise<Listener> {
  let port = options.port;
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 60_000 }, (request, response) => {
    giveUpStalledUpload(request, response);
    const wrongHost = checkHost(request, port);
    const foreign = checkOrigin(request, port);
    if (wrongHost !== undefined) refuse(response, 403, wrongHost);
    else if (foreign !== undefined && request.headers.origin !== undefined && options.onForeignOrigin) {
      options.onForeignOrigin(request, response, () => refuse(response, 403, foreign));
    } else if (foreign !== undefined) refuse(response, 403, foreign);
    else if (options.onCustomResourceAnswer && request.url?.startsWith(answerPath)) {
      options.onCustomResourceAnswer(request, response);
    } else if (isConsolePath(request)) answerConsole(options, request, response);
    else if (isBrowserAtRoot(request)) response.writeHead(302, { location: consolePath }).end();
    else options.onApiRequest(request, response);
  });
  server.timeout = options.stalledUploadMs ?? 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  port = (server.address() as AddressInfo).port;
  return { port, close: () => closeServer(server) };
}

/** Node tells a request of its idle socket only while its body is awaited; a slow answer is no reason to end anything. */
function giveUpStalledUpload(request: IncomingMessage, response: ServerResponse): void {
  request.on("timeout", () => request.socket.destroy());
  response.on("timeout", () => undefined);
}

function isConsolePath(request: IncomingMessage): boolean {
  const url = request.url ?? "/";
  return url.startsWith(consolePath) || url === "/_millrace" || url.startsWith("/_millrace?");
}

/** A person who opens the bare address wants the console, not S3's list of buckets. */
function isBrowserAtRoot(request: IncomingMessage): boolean {
  return (
    request.method === "GET" &&
    request.url === "/" &&
    request.headers.authorization === undefined &&
    (request.headers.accept ?? "").includes("text/html")
  );
}

function answerConsole(options: ListenOptions, request: IncomingMessage, response: ServerResponse): void {
  if (options.onConsoleRequest === undefined) refuse(response, 404, "This local cloud was started without its console");
  else options.onConsoleRequest(request, response);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close" });
  response.end(`${message}\n`);
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
