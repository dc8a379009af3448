import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

/** The part of a REST service's API model that says how it goes over the wire, as botocore ships it. */
export interface RestModel {
  /** The date of the API. */
  readonly version: string;
  readonly operations: Readonly<Record<string, RestOperation>>;
  readonly shapes: Readonly<Record<string, RestShape>>;
}

export interface RestOperation {
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  readonly input?: { readonly shape: string };
  readonly output?: { readonly shape: string };
  readonly errors?: readonly { readonly shape: string }[];
}

export interface RestShape {
  readonly type: string;
  readonly members?: Readonly<Record<string, RestMember>>;
  readonly required?: readonly string[];
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly error?: { readonly httpStatusCode: number; readonly senderFault?: boolean };
}

export interface RestMember {
  readonly shape: string;
  readonly location?: string;
  readonly locationName?: string;
  readonly idempotencyToken?: boolean;
}

/** Reads the newest model of a service from an installed botocore. */
export function readRestModel(botocore: string, service: string): RestModel {
  const folder = path.join(botocore, "data", service);
  const version = readdirSync(folder).toSorted().at(-1) ?? "";
  const text = gunzipSync(readFileSync(path.join(folder, version, "service-2.json.gz"))).toString("utf8");
  const { metadata, operations, shapes } = JSON.parse(text) as RestModel & {
    readonly metadata: { readonly protocol: string };
  };
  if (metadata.protocol !== "rest-json") throw new Error(`${service} speaks ${metadata.protocol}`);
  return { version, operations, shapes };
}
