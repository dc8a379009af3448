import http from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";

type Request = typeof https.request;
type Arguments = readonly unknown[];

/**
 * Sends what a function would send to the local cloud over TLS without it.
 *
 * Handlers of custom resources put their answer by `https.request`, with no more of the address than host and path: on AWS it
 * is S3's. The local cloud speaks HTTP, on a port of its own.
 */
export function reachCloudOverHttp(endpoint: string): void {
  if (!URL.canParse(endpoint)) return;
  const cloud = new URL(endpoint);
  const overTls: Request = https.request.bind(https);
  const request = ((...args: Arguments) => {
    const { options, rest } = readArguments(args);
    if (!isOfCloud(options, cloud)) return (overTls as (...args: Arguments) => http.ClientRequest)(...args);
    const local = { ...options, protocol: "http:", host: cloud.hostname, hostname: cloud.hostname, port: cloud.port };
    return (http.request as (...args: Arguments) => http.ClientRequest)({ ...local, agent: undefined }, ...rest);
  }) as Request;
  https.request = request;
  https.get = ((...args: Arguments) => {
    const sent = (request as (...args: Arguments) => http.ClientRequest)(...args);
    sent.end();
    return sent;
  }) as typeof https.get;
  syncBuiltinESMExports();
}

interface ReadArguments {
  readonly options: https.RequestOptions;
  readonly rest: Arguments;
}

/** `request(url, options?, callback?)` and `request(options, callback?)`. */
function readArguments([first, ...rest]: Arguments): ReadArguments {
  if (typeof first !== "string" && !(first instanceof URL)) {
    return { options: (first ?? {}) as https.RequestOptions, rest };
  }
  if (!URL.canParse(String(first))) return { options: {}, rest };
  const { hostname, pathname, search } = new URL(first);
  const own = typeof rest[0] === "object" && rest[0] !== null ? (rest[0] as https.RequestOptions) : undefined;
  const options = { hostname, path: pathname + search, ...own };
  return { options, rest: own === undefined ? rest.filter((one) => one !== undefined) : rest.slice(1) };
}

function isOfCloud({ hostname, host, path }: https.RequestOptions, cloud: URL): boolean {
  return (hostname ?? host)?.split(":")[0] === cloud.hostname && path?.startsWith("/_millrace/") === true;
}
