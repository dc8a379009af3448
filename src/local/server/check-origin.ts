import type { IncomingMessage } from "node:http";

// The server listens on loopback only, yet any web page that the developer opens could reach it through the browser: by a
// name that resolves to 127.0.0.1 (DNS rebinding, seen in Host) or by a cross-site request, seen in Origin, which forms and
// scripts send, or in Sec-Fetch-Site, which images, frames and scripts by their `src` send too.

const hostsOf = (port: number): readonly string[] => [`127.0.0.1:${port}`, `localhost:${port}`];

/** Why a request is refused for the name that it was sent to, or undefined if it may pass. */
export function checkHost(request: IncomingMessage, port: number): string | undefined {
  const host = request.headers.host?.toLowerCase();
  if (host !== undefined && hostsOf(port).includes(host)) return undefined;
  return `Host must be ${hostsOf(port).join(" or ")}, got ${host ?? "none"} (use path-style S3 addressing)`;
}

/** Why a request is refused for the page that it comes from, or undefined if it may pass. */
export function checkOrigin(request: IncomingMessage, port: number): string | undefined {
  const { origin } = request.headers;
  if (origin !== undefined && !hostsOf(port).some((allowed) => origin.toLowerCase() === `http://${allowed}`)) {
    return `Origin ${origin} may not use the local cloud`;
  }
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none" && !isLinkFollowed(request)) {
    return `A ${String(site)} request may not use the local cloud`;
  }
  return undefined;
}

/** A person who follows a link to the console, or to an object, comes from elsewhere; the page left behind reads nothing. */
function isLinkFollowed({ method, headers }: IncomingMessage): boolean {
  return method === "GET" && headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
}
