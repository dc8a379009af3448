import { connect } from "node:net";

export interface RawRequest {
  /** Method and target, for instance `GET /`. */
  readonly line: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface RawAnswer {
  /** 0 if no answer came. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** One character per byte. */
  readonly body: string;
  /** How the connection broke, if it did. */
  readonly error: string | undefined;
}

/** Sends a request that no client would, on a connection of its own; Host and Content-Length are added if missing. */
export function sendRaw(port: number, { line, headers, body }: RawRequest): Promise<RawAnswer> {
  const bytes = Buffer.from(body as string);
  const all = { host: `127.0.0.1:${port}`, connection: "close", "content-length": String(bytes.length), ...headers };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return sendBytes(port, Buffer.concat([Buffer.from(`${line} HTTP/1.1\r\n${head.join("")}\r\n`, "latin1"), bytes]));
}

/** Sends bytes that need not even be HTTP. Ends with the connection, or after 10 s, which reads as `timeout`. */
export function sendBytes(port: number, bytes: Uint8Array, isHalfClosed = false): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let error: string | undefined;
    const socket = connect(port, "127.0.0.1");
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("error", (failure) => (error = failure.message));
    socket.setTimeout(10_000, () => socket.destroy(new Error("timeout")));
    socket.on("close", () => resolve({ ...parseAnswer(Buffer.concat(chunks).toString("latin1")), error }));
    if (isHalfClosed) socket.end(bytes);
    else socket.write(bytes);
  });
}

function parseAnswer(text: string): Omit<RawAnswer, "error"> {
  const end = text.indexOf("\r\n\r\n");
  const [statusLine = "", ...lines] = text.slice(0, end === -1 ? 0 : end).split("\r\n");
  const pairs = lines.map((each): [string, string] => {
    const colon = each.indexOf(":");
    return [each.slice(0, colon).toLowerCase(), each.slice(colon + 1).trim()];
  });
  return {
    status: Number(statusLine.split(" ")[1] ?? 0),
    headers: Object.fromEntries(pairs),
    body: dechunked(end === -1 ? "" : text.slice(end + 4), Object.fromEntries(pairs)),
  };
}

function dechunked(body: string, headers: Readonly<Record<string, string>>): string {
  if (headers["transfer-encoding"] !== "chunked") return body;
  let text = "";
  for (let at = 0; ;) {
    const end = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.slice(at, end), 16);
    if (end === -1 || !(size > 0)) return text;
    text += body.slice(end + 2, end + 2 + size);
    at = end + 4 + size;
  }
}
