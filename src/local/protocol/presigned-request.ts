import { headerOf, type WireRequest } from "./wire-request.ts";

// A request whose signature stands in its address: a link that holds for a while.

const signatureParameters = [
  "X-Amz-Algorithm",
  "X-Amz-Credential",
  "X-Amz-Date",
  "X-Amz-Expires",
  "X-Amz-SignedHeaders",
  "X-Amz-Signature",
] as const;

/** The parameters of the signature, as far as they are there. */
export type SignatureParameters = Readonly<Record<(typeof signatureParameters)[number], string | undefined>>;

/** Undefined unless the request was presigned, by the fourth version of signing. */
export function signatureOf({ query }: WireRequest): SignatureParameters | undefined {
  if (!signatureParameters.some((name) => query.has(name))) return undefined;
  const entries = signatureParameters.map((name) => [name, query.get(name) ?? undefined]);
  return Object.fromEntries(entries) as SignatureParameters;
}

/**
 * The request as if its headers had been sent as such: who presigns moves headers of S3's own into the address.
 *
 * A header that was sent too counts.
 */
export function withHoistedHeaders(request: WireRequest): WireRequest {
  if (signatureOf(request) === undefined) return request;
  const isHoisted = (name: string): boolean =>
    /^x-amz-/i.test(name) &&
    name !== "X-Amz-Security-Token" &&
    !(signatureParameters as readonly string[]).includes(name);
  const hoisted = [...request.query].filter(([name]) => isHoisted(name));
  if (hoisted.length === 0) return request;
  const headers = Object.fromEntries(hoisted.map(([name, value]) => [name.toLowerCase(), value]));
  const query = new URLSearchParams([...request.query].filter(([name]) => !isHoisted(name)));
  return { ...request, query, headers: { ...headers, ...request.headers } };
}

/** Canonical text of a presigned request, as both ends compute it; the names of signed headers in lower case, in order. */
export function canonicalRequest(request: WireRequest, signedHeaders: readonly string[]): string {
  const query = [...request.query]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted();
  const headers = signedHeaders.map(
    (name) => `${name}:${(headerOf(request, name) ?? "").trim().replaceAll(/\s+/g, " ")}\n`,
  );
  const digest =
    headerOf(request, "x-amz-content-sha256") ?? request.query.get("X-Amz-Content-Sha256") ?? "UNSIGNED-PAYLOAD";
  const path = request.rawPath.split("/").map((segment) => encode(decode(segment)));
  return [request.method, path.join("/"), query.join("&"), headers.join(""), signedHeaders.join(";"), digest].join(
    "\n",
  );
}

const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

// A malformed path is refused later, where its labels are read.
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
