import { notImplemented } from "../aws-error.ts";
import type { ServiceName } from "../service.ts";
import { createRouter, decodeLabel } from "./rest-router.ts";
import type { Router } from "./rest-router.ts";
import { serviceWires } from "./service-models.ts";
import type { OperationModel, ServiceModel, WireProtocol } from "./service-models.ts";
import type { WireRequest } from "./wire-request.ts";
import { headerOf } from "./wire-request.ts";

// Which service, protocol and operation a request means, told from the request alone: all services share one port.

/** What the head of a request says; the operation of a form or REST request needs the body or the model. */
export interface Destination {
  readonly service: ServiceName;
  readonly protocol: WireProtocol;
  /** Known for JSON and CBOR; a form carries it in the body, REST in method and path. */
  readonly operationName?: string;
}

export interface RoutedOperation {
  readonly operation: OperationModel;
  readonly labels: Readonly<Record<string, string>>;
}

/** Reads service and protocol from target header, path, content type and signing scope, in that order. */
export function findDestination(request: WireRequest): Destination {
  const target = headerOf(request, "x-amz-target");
  if (target !== undefined) return fromTarget(target);
  const cborPath = /^\/service\/([^/]+)\/operation\/([^/]+)$/.exec(request.rawPath);
  if (cborPath !== null && headerOf(request, "smithy-protocol") === "rpc-v2-cbor") {
    return { ...fromTarget(`${cborPath[1]}.${cborPath[2]}`), protocol: "cbor" };
  }
  const scope = signingScope(request);
  const service = scope === undefined ? undefined : serviceOfScope(scope);
  if (scope !== undefined && service === undefined) throw notImplemented(`The service ${scope}`);
  if (isForm(request) && (service === undefined || serviceWires[service].protocol !== "rest-xml")) {
    // An unsigned form is STS's: the other query services always sign.
    return { service: service ?? "sts", protocol: "query" };
  }
  const rest = service ?? "s3";
  return { service: rest, protocol: serviceWires[rest].protocol };
}

function fromTarget(target: string): Destination {
  const dot = target.lastIndexOf(".");
  const prefix = target.slice(0, dot);
  for (const [service, wire] of Object.entries(serviceWires) as [ServiceName, (typeof serviceWires)[ServiceName]][]) {
    if (wire.target === prefix) return { service, protocol: wire.protocol, operationName: target.slice(dot + 1) };
  }
  throw notImplemented(`The target ${target}`);
}

const isForm = (request: WireRequest): boolean =>
  request.method === "POST" &&
  (headerOf(request, "content-type") ?? "").startsWith("application/x-www-form-urlencoded");

/** `AKID/date/region/service/aws4_request`, in the header or a presigned query. */
function credentialOf(request: WireRequest): readonly string[] {
  const header = /Credential=([^,\s]+)/.exec(headerOf(request, "authorization") ?? "")?.[1];
  return (header ?? request.query.get("X-Amz-Credential"))?.split("/") ?? [];
}

const signingScope = (request: WireRequest): string | undefined => credentialOf(request).at(-2);

/** The access key id that signed the request, if any; also by S3's second version, as `aws s3 presign` still does. */
export function accessKeyIdOf(request: WireRequest): string | undefined {
  const secondVersion =
    /^AWS ([^:]+):/.exec(headerOf(request, "authorization") ?? "")?.[1] ?? request.query.get("AWSAccessKeyId");
  return credentialOf(request)[0] ?? secondVersion ?? undefined;
}

function serviceOfScope(scope: string): ServiceName | undefined {
  return Object.keys(serviceWires).find((name) => name === scope) as ServiceName | undefined;
}

/** Finds operations of REST requests; one per cloud, as routers are built once per service. */
export function createRestRouting(): (model: ServiceModel, request: WireRequest) => RoutedOperation {
  const routers = new Map<ServiceName, Router>();
  return (model, request) => {
    let router = routers.get(model.name);
    if (router === undefined) {
      router = createRouter(model);
      routers.set(model.name, router);
    }
    const match = model.name === "s3" ? routeS3(router, request) : router(request, request.rawPath);
    if (match === undefined) throw notImplemented(`${request.method} ${request.rawPath} of ${model.name}`);
    return match;
  };
}

/** S3's URIs in the model lack the bucket, which is the path's first segment. */
function routeS3(router: Router, request: WireRequest): RoutedOperation | undefined {
  const [, bucket = "", key = ""] = /^\/([^/]*)\/?(.*)$/s.exec(request.rawPath) ?? [];
  const match = router(request, `/${key}`, bucket !== "");
  if (match === undefined || bucket === "") return match;
  return { operation: match.operation, labels: { ...match.labels, Bucket: decodeLabel(bucket) } };
}
