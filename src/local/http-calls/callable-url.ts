/** What the name of an endpoint is followed by where it cannot be called. */
export const callableUrlRule = "must be an HTTPS URL, or of plain HTTP to 127.0.0.1";

/** AWS calls HTTPS only. Here plain HTTP is taken to this machine itself, where there is no certificate. */
export function callableUrl(endpoint: unknown): URL | undefined {
  const url = typeof endpoint === "string" ? URL.parse(endpoint) : null;
  return url !== null && (url.protocol === "https:" || isPlainLoopback(url)) ? url : undefined;
}

/** Whether it leads to this machine itself, without TLS. */
export function isPlainLoopback({ protocol, hostname }: URL): boolean {
  return protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}
