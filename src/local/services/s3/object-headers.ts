import { AwsError } from "../../aws-error.ts";

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
  checkHeaders(headers as ObjectHeaders);
  return headers as ObjectHeaders;
}

const mostMetadataBytes = 2048;

/** What another service gives did not come through HTTP, and might not go through it to a reader. */
function checkHeaders({ Metadata = {}, ...headers }: ObjectHeaders): void {
  for (const text of Object.values(headers)) {
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) {
      throw new AwsError("InvalidArgument", "Header value cannot be represented using ISO-8859-1.");
    }
  }
  let length = 0;
  for (const [name, text] of Object.entries(Metadata)) {
    // Control characters would end the header; other characters are encoded for the reader.
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[^\t\x20-\x7e\x80-\u{10ffff}]/u.test(text)) {
      throw new AwsError("InvalidArgument", `The metadata ${JSON.stringify(name)} cannot be a header`);
    }
    length += Buffer.byteLength(name) + Buffer.byteLength(text);
  }
  if (length > mostMetadataBytes) {
    throw new AwsError("MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size", 400, {
      Size: length,
      MaxSizeAllowed: mostMetadataBytes,
    });
  }
}

/** Output members of a read. */
export function objectHeaderOutput(headers: ObjectHeaders): Record<string, unknown> {
  const { Expires, ...rest } = headers;
  return {
    ...rest,
    ...(Expires === undefined ? {} : { Expires: new Date(Expires), ExpiresString: new Date(Expires).toUTCString() }),
  };
}
