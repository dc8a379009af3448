/** Reads a whole S3 object into memory: templates and definitions, which are small. */
export async function readObject(
  call: <Output>(operation: string, input: object) => Promise<Output>,
  object: { readonly Bucket: string; readonly Key: string; readonly VersionId?: string },
): Promise<Buffer> {
  const { Body } = await call<{ readonly Body?: unknown }>("GetObject", object);
  return bytesOf(Body);
}

async function bytesOf(body: unknown): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === "string") return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body);
  if (typeof body === "object" && Symbol.asyncIterator in body) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
  throw new TypeError("an S3 body of an unknown kind");
}
