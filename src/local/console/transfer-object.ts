import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ApiRequest } from "./console-handler.ts";
import { root } from "../root.ts";
import type { Uploaded } from "./read-api.ts";
import { requiredParameter } from "./required-parameter.ts";

interface GotObject {
  readonly Body?: Readable;
  readonly ContentLength?: number;
  readonly ContentRange?: string;
  readonly ContentType?: string;
}

/** Answers with an object's bytes, or the range that was asked for. */
export async function sendObject({ cloud, query, request, response }: ApiRequest): Promise<void> {
  const range = request.headers.range;
  const object = await cloud.call<GotObject>(
    "s3",
    "GetObject",
    {
      Bucket: requiredParameter(query, "bucket"),
      Key: requiredParameter(query, "key"),
      ...(range === undefined ? {} : { Range: range }),
    },
    root,
  );
  response.writeHead(object.ContentRange === undefined ? 200 : 206, {
    "content-type": object.ContentType ?? "application/octet-stream",
    ...(object.ContentLength === undefined ? {} : { "content-length": object.ContentLength }),
    ...(object.ContentRange === undefined ? {} : { "content-range": object.ContentRange }),
    "cache-control": "no-store",
    // An object is anyone's bytes: it must not run, or be taken for a script, in the console's origin.
    "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    "x-content-type-options": "nosniff",
  });
  if (object.Body === undefined) response.end();
  else await pipeline(object.Body, response);
}

/** Stores the request's body as an object; triggers see it like any other upload. */
export async function storeObject({ cloud, query, request }: ApiRequest): Promise<Uploaded> {
  const key = requiredParameter(query, "key");
  const { "content-length": length, "content-type": type } = request.headers;
  const { ETag } = await cloud.call<{ ETag: string }>(
    "s3",
    "PutObject",
    {
      Bucket: requiredParameter(query, "bucket"),
      Key: key,
      Body: request,
      ...(length === undefined ? {} : { ContentLength: Number(length) }),
      ...(type === undefined ? {} : { ContentType: type }),
    },
    root,
  );
  return { key, etag: ETag };
}
