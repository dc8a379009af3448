import { AwsError } from "../aws-error.ts";
import type { OperationModel, ServiceModel } from "./service-models.ts";
import { requiredMembers } from "./service-models.ts";
import type { WireRequest } from "./wire-request.ts";

// Finds the operation of a REST request from the `http` trait. Paths alone do not tell S3's operations apart: `PUT /{Key+}`
// is PutObject, CopyObject or UploadPart by the query parameters and headers that the operation requires.

export interface RouteMatch {
  readonly operation: OperationModel;
  /** Values of the URI's labels, decoded. */
  readonly labels: Readonly<Record<string, string>>;
}

interface Route {
  readonly operation: OperationModel;
  readonly method: string;
  readonly path: RegExp;
  readonly labelNames: readonly string[];
  readonly staticQuery: readonly (readonly [string, string])[];
  readonly requiredQuery: readonly string[];
  readonly requiredHeaders: readonly string[];
  readonly takesBucket: boolean;
  /** The more a route demands, the earlier it is tried. */
  readonly weight: number;
}

export type Router = (request: WireRequest, path: string, hasBucket?: boolean) => RouteMatch | undefined;

/** Builds the router of one REST service. `hasBucket` restricts S3 to operations with, or without, a bucket. */
export function createRouter(model: ServiceModel): Router {
  const routes = [...model.operations.values()].flatMap(toRoute).toSorted((a, b) => b.weight - a.weight);
  return (request, path, hasBucket) => {
    for (const route of routes) {
      if (route.method !== request.method || (hasBucket !== undefined && route.takesBucket !== hasBucket)) continue;
      const match = route.path.exec(path);
      if (match === null || !meetsDemands(route, request)) continue;
      const labels: Record<string, string> = {};
      for (const [index, name] of route.labelNames.entries()) labels[name] = decodeLabel(match[index + 1] ?? "");
      return { operation: route.operation, labels };
    }
    return undefined;
  };
}

function toRoute(operation: OperationModel): Route[] {
  if (operation.http === undefined) return [];
  const [path = "/", queryText = ""] = operation.http.uri.split("?");
  const labelNames: string[] = [];
  const pattern = path.replaceAll(/\{([^}+]+)(\+?)\}|[^{}]+/g, (text, label?: string, greedy?: string) => {
    if (label === undefined) return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    labelNames.push(label);
    return greedy === "+" ? "(.+)" : "([^/]+)";
  });
  // `x-id` only names the operation for the benefit of logs; other clients do not send it.
  const staticQuery = [...new URLSearchParams(queryText)].filter(([name]) => name !== "x-id");
  const required = new Set(requiredMembers(operation.input));
  const requiredQuery: string[] = [];
  const requiredHeaders: string[] = [];
  for (const [name, member] of operation.input.structIterator()) {
    if (!required.has(name)) continue;
    const traits = member.getMergedTraits();
    if (traits.httpQuery !== undefined) requiredQuery.push(traits.httpQuery);
    if (traits.httpHeader !== undefined) requiredHeaders.push(traits.httpHeader.toLowerCase());
  }
  const literalLength = path.replaceAll(/\{[^}]+\}/g, "").length;
  return [
    {
      operation,
      method: operation.http.method,
      path: new RegExp(`^${pattern}$`, "s"),
      labelNames,
      staticQuery,
      requiredQuery,
      requiredHeaders,
      takesBucket: required.has("Bucket"),
      weight: 1000 * (staticQuery.length + requiredQuery.length + requiredHeaders.length) + literalLength,
    },
  ];
}

function meetsDemands(route: Route, request: WireRequest): boolean {
  return (
    route.staticQuery.every(([name, value]) =>
      value === "" ? request.query.has(name) : request.query.get(name) === value,
    ) &&
    route.requiredQuery.every((name) => request.query.has(name)) &&
    route.requiredHeaders.every((name) => request.headers[name] !== undefined)
  );
}

/** Decodes a label. Kept as it was sent, a malformed escape would name the same object as its escaped spelling. */
export function decodeLabel(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError("InvalidURI", "Couldn't parse the specified URI.", 400);
  }
}
