import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface StoredObject {
  readonly body: Buffer;
  readonly etag: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What may happen to a request before it is answered: nothing, or an S3 error in its place. */
export type Fault = (method: string, path: string) => Promise<S3Error | undefined> | S3Error | undefined;

export interface S3Error {
  readonly status: number;
  readonly code: string;
}

/**
 * The few S3 operations that the task functions use, in memory: enough to run a handler with its real client and to make
 * things go wrong on purpose. Keys are `bucket/key`.
 */
export interface FakeS3 {
  readonly url: string;
  readonly objects: Map<string, StoredObject>;
  readonly put: (path: string, body: Buffer | string) => StoredObject;
  /** Asked before each request. */
  fault: Fault | undefined;
  readonly close: () => Promise<void>;
}

export async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, StoredObject>();
  const fake = { objects, uploads: new Map<string, string>(), fault: undefined as Fault | undefined };
  const server = createServer((request, response) => {
    void answer(request, fake).then(
      (reply) => send(response, reply, request.method === "HEAD"),
      (error: unknown) => send(response, failure({ status: 501, code: String(error) }), false),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(fake, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    put: (path: string, body: Buffer | string) => store(objects, path, Buffer.from(body), {}),
    close: () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  });
}

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

interface State extends Pick<FakeS3, "objects" | "fault"> {
  /** The checksum algorithm of the upload under way for a key. */
  readonly uploads: Map<string, string>;
}

async function answer(request: IncomingMessage, fake: State): Promise<Reply> {
  const { objects, uploads } = fake;
  const path = decodeURIComponent(new URL(request.url ?? "/", "http://s3").pathname.slice(1));
  const method = request.method ?? "";
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const fault = await fake.fault?.(method, path);
  if (fault !== undefined) return failure(fault);
  const { searchParams } = new URL(request.url ?? "/", "http://s3");
  if (searchParams.has("uploads") || searchParams.has("uploadId")) {
    return multipart({
      request,
      path,
      body: Buffer.concat(chunks),
      objects,
      uploads,
      part: searchParams.get("partNumber"),
    });
  }
  if (method === "PUT") return put(request, path, Buffer.concat(chunks), objects);
  const object = objects.get(path);
  if (object === undefined) return failure({ status: 404, code: "NoSuchKey" });
  if (!matches(request.headers["if-match"], object)) return failure({ status: 412, code: "PreconditionFailed" });
  if (method !== "GET" && method !== "HEAD") throw new Error(`the fake S3 has no ${method}`);
  const metadata = Object.fromEntries(
    Object.entries(object.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]),
  );
  return { status: 200, headers: { ...metadata, etag: `"${object.etag}"` }, body: object.body };
}

interface MultipartRequest {
  readonly request: IncomingMessage;
  readonly path: string;
  readonly body: Buffer;
  readonly objects: Map<string, StoredObject>;
  readonly uploads: Map<string, string>;
  readonly part: string | null;
}

/**
 * Parts wait under keys of their own until the upload is completed. One upload per key at a time is enough here. As in S3, the
 * parts' checksums are of the algorithm that the upload was created with, and it is completed with a checksum for each part.
 */
function multipart({ request, path, body, objects, uploads, part }: MultipartRequest): Reply {
  const partsOf = () => [...objects.keys()].filter((key) => key.startsWith(`${path}#`)).toSorted();
  if (request.method === "POST" && request.url?.includes("uploads")) {
    uploads.set(path, String(request.headers["x-amz-checksum-algorithm"] ?? "").toLowerCase());
    return {
      status: 200,
      body: "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>",
    };
  }
  const algorithm = uploads.get(path) ?? "";
  if (request.method === "PUT") {
    const sent = Object.keys(request.headers).flatMap((name) => /^x-amz-checksum-(.*)/.exec(name)?.[1] ?? []);
    if (sent.join() !== algorithm) return failure({ status: 400, code: "InvalidRequest" });
    const { etag } = store(objects, `${path}#${part?.padStart(5, "0")}`, body, {});
    const checksum = `x-amz-checksum-${algorithm}`;
    return { status: 200, headers: { etag: `"${etag}"`, [checksum]: String(request.headers[checksum]) } };
  }
  if (request.method === "POST" && (body.toString().match(/<Checksum/g) ?? []).length !== partsOf().length) {
    return failure({ status: 400, code: "InvalidRequest" });
  }
  const whole = Buffer.concat(partsOf().map((key) => objects.get(key)?.body ?? Buffer.alloc(0)));
  for (const key of request.method === "DELETE" || !refuses(request, path, objects) ? partsOf() : [])
    objects.delete(key);
  if (request.method === "DELETE") return { status: 204 };
  if (refuses(request, path, objects)) return failure({ status: 412, code: "PreconditionFailed" });
  const { etag } = store(objects, path, whole, {});
  return { status: 200, body: `<CompleteMultipartUploadResult><ETag>"${etag}"</ETag></CompleteMultipartUploadResult>` };
}

function refuses(request: IncomingMessage, path: string, objects: Map<string, StoredObject>): boolean {
  return request.headers["if-none-match"] === "*" && objects.has(path);
}

function put(request: IncomingMessage, path: string, body: Buffer, objects: Map<string, StoredObject>): Reply {
  const { headers } = request;
  if (headers["if-none-match"] === "*" && objects.has(path))
    return failure({ status: 412, code: "PreconditionFailed" });
  const copySource = headers["x-amz-copy-source"];
  if (typeof copySource === "string") {
    // As if each object had tags and nobody the right to read them.
    if (headers["x-amz-tagging-directive"] !== "REPLACE") return failure({ status: 403, code: "AccessDenied" });
    const source = objects.get(decodeURIComponent(copySource));
    if (source === undefined) return failure({ status: 404, code: "NoSuchKey" });
    if (!matches(headers["x-amz-copy-source-if-match"], source))
      return failure({ status: 412, code: "PreconditionFailed" });
    const { etag } = store(objects, path, source.body, source.metadata);
    return { status: 200, body: `<CopyObjectResult><ETag>"${etag}"</ETag></CopyObjectResult>` };
  }
  const metadata = Object.entries(headers)
    .filter(([name]) => name.startsWith("x-amz-meta-"))
    .map(([name, value]) => [name.slice("x-amz-meta-".length), String(value)]);
  const { etag } = store(objects, path, body, Object.fromEntries(metadata) as Record<string, string>);
  return { status: 200, headers: { etag: `"${etag}"` } };
}

function store(
  objects: Map<string, StoredObject>,
  path: string,
  body: Buffer,
  metadata: StoredObject["metadata"],
): StoredObject {
  const object = { body, metadata, etag: createHash("md5").update(body).digest("hex") };
  objects.set(path, object);
  return object;
}

function matches(condition: string | string[] | undefined, object: StoredObject): boolean {
  return condition === undefined || condition === `"${object.etag}"`;
}

function failure({ status, code }: S3Error): Reply {
  return { status, body: `<Error><Code>${code}</Code><Message>${code}</Message></Error>` };
}

function send(response: ServerResponse, { status, headers = {}, body = "" }: Reply, isHead: boolean): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(isHead ? undefined : body);
}
