import type { IncomingMessage } from "node:http";

// The server listens on loopback only, yet any web page that the developer opens could reach it through the browser: by a
// name that resolves to 127.0.0.1 (DNS rebinding, seen in Host) or by a cross-site request, seen in Origin, which forms and
// scripts send, or in Sec-Fetch-Site, which images, frames and scripts by their `src` send too.

/** Why a request is refused, or undefined if it may pass. */
export function checkOrigin(request: IncomingMessage, port: number): string | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const host = request.headers.host?.toLowerCase();
  if (host === undefined || !hosts.includes(host)) {
    return `Host must be ${hosts.join(" or ")}, got ${host ?? "none"} (use path-style S3 addressing)`;
  }
  const { origin } = request.headers;
  if (origin !== undefined && !hosts.some((allowed) => origin.toLowerCase() === `http://${allowed}`)) {
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
