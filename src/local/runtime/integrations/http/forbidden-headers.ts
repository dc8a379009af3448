// Developer guide, "Call HTTPS APIs", Headers: "If you use these headers, the HTTP Task fails with the States.Runtime error."
const forbidden: ReadonlySet<string> = new Set(
  (
    "a-im accept-charset accept-datetime accept-encoding authorization cache-control connection content-encoding " +
    "content-md5 date expect forwarded from host http2-settings if-match if-modified-since if-none-match if-range " +
    "if-unmodified-since max-forwards origin pragma proxy-authorization referer server te trailer transfer-encoding " +
    "upgrade via warning"
  ).split(" "),
);

/** Those names, in lower case, that an HTTP Task may not set. */
export function forbiddenHeaders(names: readonly string[]): readonly string[] {
  return names
    .map((name) => name.toLowerCase())
    .filter((name) => forbidden.has(name) || /^x-(?:forwarded|amz|amzn)-/.test(name));
}
