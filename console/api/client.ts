import type { ApiError } from "../../src/local/console/read-api.ts";

const base = "/_millrace/api/";

type Query = Readonly<Record<string, string>>;

const address = (path: string, query: Query): string => `${base}${path}?${new URLSearchParams(query).toString()}`;

/** Reads JSON; rejects with what the server said. */
export async function readJson<Result>(path: string, query: Query = {}): Promise<Result> {
  const response = await fetch(address(path, query));
  if (!response.ok) throw await failure(response);
  return (await response.json()) as Result;
}

/** Reads the bytes of an object, from its beginning; `maximumBytes` leaves the rest. */
export async function readObject(bucket: string, key: string, maximumBytes?: number): Promise<ArrayBuffer> {
  const headers = maximumBytes === undefined ? {} : { range: `bytes=0-${maximumBytes - 1}` };
  const response = await fetch(objectAddress(bucket, key), { headers });
  if (response.status === 416) return new ArrayBuffer(0);
  if (!response.ok) throw await failure(response);
  return response.arrayBuffer();
}

/** Uploads a file and tells how far it is, 0 to 1. `fetch` cannot tell the progress of an upload. */
export function uploadObject(
  bucket: string,
  key: string,
  file: File,
  onProgress: (part: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", objectAddress(bucket, key));
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total));
    request.addEventListener("error", () => reject(new Error("the local cloud does not answer")));
    request.addEventListener("load", () =>
      request.status < 300 ? resolve() : reject(new Error(errorText(request.responseText, request.status))),
    );
    request.send(file);
  });
}

/** Where an object's bytes are. */
export function objectAddress(bucket: string, key: string): string {
  return address("object", { bucket, key });
}

async function failure(response: Response): Promise<Error> {
  return new Error(errorText(await response.text(), response.status));
}

function errorText(body: string, status: number): string {
  try {
    return (JSON.parse(body) as ApiError).error;
  } catch {
    return `the local cloud answered ${status}`;
  }
}
