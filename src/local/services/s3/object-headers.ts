// What a writer says about an object and a reader gets back unchanged.

/** As members of `PutObject`; times as text, so that they survive JSON. */
export interface ObjectHeaders {
  readonly ContentType?: string;
  readonly CacheControl?: string;
  readonly ContentDisposition?: string;
  readonly ContentEncoding?: string;
  readonly ContentLanguage?: string;
  /** ISO 8601. */
  readonly Expires?: string;
  readonly Metadata?: Readonly<Record<string, string>>;
}

export const objectHeaderMembers = [
  "ContentType",
  "CacheControl",
  "ContentDisposition",
  "ContentEncoding",
  "ContentLanguage",
  "Expires",
  "Metadata",
] as const;

/** Takes an object's headers from the input of a write. */
export function readObjectHeaders(input: object): ObjectHeaders {
  const headers: Record<string, unknown> = { ContentType: "binary/octet-stream" };
  for (const member of objectHeaderMembers) {
    const value = (input as Readonly<Record<string, unknown>>)[member];
    if (value !== undefined) headers[member] = value instanceof Date ? value.toISOString() : value;
  }
  return headers as ObjectHeaders;
}

/** Output members of a read. */
export function objectHeaderOutput(headers: ObjectHeaders): Record<string, unknown> {
  const { Expires, ...rest } = headers;
  return {
    ...rest,
    ...(Expires === undefined ? {} : { Expires: new Date(Expires), ExpiresString: new Date(Expires).toUTCString() }),
  };
}
