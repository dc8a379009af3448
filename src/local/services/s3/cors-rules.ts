import type { CORSRule } from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";

const methods: readonly string[] = ["GET", "PUT", "POST", "DELETE", "HEAD"];

/** Throws, in S3's words, unless a bucket may have these rules; gives them back. */
export function checkCorsRules(rules: readonly CORSRule[]): readonly CORSRule[] {
  if (rules.length === 0) {
    throw new AwsError(
      "MalformedXML",
      "The XML you provided was not well-formed or did not validate against our published schema",
    );
  }
  if (rules.length > 100) throw invalid("The number of CORS rules should not exceed allowed limit of 100 rules.");
  for (const { AllowedMethods = [], AllowedOrigins = [], AllowedHeaders = [], ExposeHeaders = [] } of rules) {
    const unknown = AllowedMethods.find((method) => !methods.includes(method));
    if (unknown !== undefined)
      throw invalid(`Found unsupported HTTP method in CORS config. Unsupported method is ${unknown}`);
    refuseWildcards("AllowedOrigin", AllowedOrigins);
    refuseWildcards("AllowedHeader", AllowedHeaders);
    const exposed = ExposeHeaders.find((name) => name.includes("*"));
    if (exposed !== undefined) {
      throw invalid(
        `ExposeHeader "${exposed}" contains wildcard. We currently do not support wildcard for ExposeHeader.`,
      );
    }
  }
  return rules;
}

function refuseWildcards(element: string, patterns: readonly string[]): void {
  const many = patterns.find((pattern) => pattern.split("*").length > 2);
  if (many !== undefined) throw invalid(`${element} "${many}" can not have more than one wildcard.`);
}

const invalid = (message: string): AwsError => new AwsError("InvalidRequest", message);

export interface CorsRequest {
  readonly origin: string;
  readonly method: string;
  /** Names that a preflight asks for, in lower case. */
  readonly headers: readonly string[];
}

/**
 * The headers that let a page of another origin read the answer, by the first rule that allows it; undefined if none does.
 *
 * A wildcard stands for local pages alone: whatever site a developer has open in the browser would match it too.
 */
export function corsHeaders(
  rules: readonly CORSRule[],
  request: CorsRequest,
): Readonly<Record<string, string>> | undefined {
  for (const rule of rules) {
    const pattern = rule.AllowedOrigins?.find((one) => allowsOrigin(one, request.origin));
    const isAllowed =
      pattern !== undefined &&
      rule.AllowedMethods?.includes(request.method) === true &&
      request.headers.every((name) => rule.AllowedHeaders?.some((one) => matches(one.toLowerCase(), name)));
    if (isAllowed) return headersOf(rule, pattern, request);
  }
  return undefined;
}

function allowsOrigin(pattern: string, origin: string): boolean {
  return matches(pattern, origin) && (!pattern.includes("*") || isLocal(origin));
}

/** Whether a page came from this machine: such an origin cannot be a site that the developer merely visits. */
const isLocal = (origin: string): boolean =>
  /^https?:\/\/(?:localhost|[\w-]+\.localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.test(origin);

function matches(pattern: string, text: string): boolean {
  const [start = "", end] = pattern.split("*");
  if (end === undefined) return pattern === text;
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}

function headersOf(rule: CORSRule, pattern: string, request: CorsRequest): Record<string, string> {
  return {
    "access-control-allow-origin": pattern === "*" ? "*" : request.origin,
    "access-control-allow-methods": (rule.AllowedMethods ?? []).join(", "),
    ...(pattern !== "*" && { "access-control-allow-credentials": "true" }),
    ...(request.headers.length > 0 && { "access-control-allow-headers": request.headers.join(", ") }),
    ...(rule.ExposeHeaders?.length && { "access-control-expose-headers": rule.ExposeHeaders.join(", ") }),
    ...(rule.MaxAgeSeconds !== undefined && { "access-control-max-age": String(rule.MaxAgeSeconds) }),
    vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
  };
}
