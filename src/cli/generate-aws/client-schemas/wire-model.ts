import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

/** The part of a service's API model that says how it goes over the wire, as botocore ships it. */
export interface WireModel {
  /** The date of the API. */
  readonly version: string;
  readonly protocol: WireProtocol;
  readonly operations: Readonly<Record<string, WireOperation>>;
  readonly shapes: Readonly<Record<string, WireShape>>;
}

/** Those that `print-schemas.ts` can print. */
export type WireProtocol = (typeof protocols)[number];

const protocols = ["rest-json", "json", "query"] as const;

export interface WireOperation {
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  readonly input?: { readonly shape: string };
  readonly output?: { readonly shape: string };
  readonly errors?: readonly { readonly shape: string }[];
}

export interface WireShape {
  readonly type: string;
  readonly members?: Readonly<Record<string, WireMember>>;
  readonly required?: readonly string[];
  readonly member?: WireMember;
  readonly key?: WireMember;
  readonly value?: WireMember;
  /** Says that the structure is an error, which newer models of JSON services say no more of. */
  readonly exception?: boolean;
  /** The service's own, not the caller's. */
  readonly fault?: boolean;
  readonly error?: { readonly code?: string; readonly httpStatusCode: number; readonly senderFault?: boolean };
}

export interface WireMember {
  readonly shape: string;
  readonly location?: string;
  readonly locationName?: string;
  readonly idempotencyToken?: boolean;
  readonly flattened?: boolean;
}

/** Reads the newest model of a service from an installed botocore. */
export function readWireModel(botocore: string, service: string): WireModel {
  const folder = path.join(botocore, "data", service);
  const version = readdirSync(folder).toSorted().at(-1) ?? "";
  const text = gunzipSync(readFileSync(path.join(folder, version, "service-2.json.gz"))).toString("utf8");
  const { metadata, operations, shapes } = JSON.parse(text) as WireModel & {
    readonly metadata: { readonly protocol: string };
  };
  const protocol = protocols.find((one) => one === metadata.protocol);
  if (protocol === undefined) throw new Error(`${service} speaks ${metadata.protocol}`);
  return { version, protocol, operations, shapes };
}
