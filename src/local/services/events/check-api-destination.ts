import type { CreateApiDestinationRequest, UpdateApiDestinationRequest } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../aws-error.ts";
import { callableUrl, callableUrlRule } from "../../http-calls/callable-url.ts";
import type { Cloud } from "../../service.ts";
import { findConnection } from "./connection-store.ts";

// The patterns and limits of EventBridge's API, with its words.

const connectionPattern =
  /^arn:aws(?:[a-z]|-)*:events:(?:[a-z]|\d|-)*:(?:[0-9]{12})?:connection\/[.\-_A-Za-z0-9]+\/[-A-Za-z0-9]+$/;
const connectionWords =
  "^arn:aws([a-z]|\\-)*:events:([a-z]|\\d|\\-)*:([0-9]{12})?:connection\\/[\\.\\-_A-Za-z0-9]+\\/[\\-A-Za-z0-9]+$";
const endpointPattern = /^(?:%[0-9A-Fa-f]{2}|[-()_.!~*';/?:@&=+$,A-Za-z0-9])+$/;
const endpointWords = "^((%[0-9A-Fa-f]{2}|[-()_.!~*';/?:@\\x26=+$,A-Za-z0-9])+)([).!';/?:,])?$";
const methods: readonly unknown[] = ["HEAD", "POST", "PATCH", "DELETE", "PUT", "GET", "OPTIONS"];

/** What a new destination says, once nothing is to be refused; throws `ValidationException`. */
export function checkNewApiDestination(input: CreateApiDestinationRequest) {
  checkApiDestinationUpdate(input);
  const { Name, ConnectionArn, InvocationEndpoint, HttpMethod } = input;
  // The protocol lets nothing through that lacks what the API requires.
  return { name: Name!, connectionArn: ConnectionArn!, endpoint: InvocationEndpoint!, method: HttpMethod! };
}

/** The same of what an update names. */
export function checkApiDestinationUpdate(input: UpdateApiDestinationRequest): void {
  throwIfAny(problemsOf(input));
  checkEndpoint(input.InvocationEndpoint);
}

/** Throws `ResourceNotFoundException`, as AWS does where the connection of a destination is looked up. */
export function requireConnection(cloud: Cloud, arn: string): void {
  if (findConnection(cloud, { arn }) !== undefined) return;
  const name = arn.split("/").at(-2);
  const message = `Failed to describe the connection(s). Connection '${name}' does not exist.`;
  throw new AwsError("ResourceNotFoundException", message);
}

function problemsOf(input: UpdateApiDestinationRequest): readonly string[] {
  const {
    Name,
    Description,
    ConnectionArn,
    InvocationEndpoint,
    HttpMethod,
    InvocationRateLimitPerSecond: rate,
  } = input;
  const pattern = (words: string): string => `satisfy regular expression pattern: ${words}`;
  const longest = (most: number): string => `have length less than or equal to ${most}`;
  const problems: readonly (string | false)[] = [
    Name !== undefined && !/^[\w.-]+$/.test(Name) && problem(Name, "name", pattern("[\\.\\-_A-Za-z0-9]+")),
    (Name?.length ?? 0) > 64 && problem(Name, "name", longest(64)),
    (Description?.length ?? 0) > 512 && problem(Description, "description", longest(512)),
    ConnectionArn !== undefined &&
      !connectionPattern.test(ConnectionArn) &&
      problem(ConnectionArn, "connectionArn", pattern(connectionWords)),
    HttpMethod !== undefined &&
      !methods.includes(HttpMethod) &&
      problem(HttpMethod, "httpMethod", `satisfy enum value set: [${methods.join(", ")}]`),
    InvocationEndpoint !== undefined &&
      !endpointPattern.test(withoutBrackets(InvocationEndpoint)) &&
      problem(InvocationEndpoint, "invocationEndpoint", pattern(endpointWords)),
    (InvocationEndpoint?.length ?? 0) > 2048 && problem(InvocationEndpoint, "invocationEndpoint", longest(2048)),
    rate !== undefined &&
      rate < 1 &&
      problem(rate, "invocationRateLimitPerSecond", "have value greater than or equal to 1"),
    rate !== undefined && !Number.isInteger(rate) && problem(rate, "invocationRateLimitPerSecond", "be an integer"),
  ];
  return problems.filter((one) => one !== false);
}

const problem = (value: unknown, member: string, must: string): string =>
  `Value '${String(value)}' at '${member}' failed to satisfy constraint: Member must ${must}`;

// AWS's pattern has no brackets: it calls nobody at an address of IPv6. Here this machine may be called so.
const withoutBrackets = (endpoint: string): string => endpoint.replace(/^http:\/\/\[::1\]/, "http://localhost");

function checkEndpoint(endpoint: string | undefined): void {
  if (endpoint === undefined || callableUrl(endpoint) !== undefined) return;
  throw new AwsError("ValidationException", `InvocationEndpoint ${callableUrlRule}; got ${JSON.stringify(endpoint)}`);
}

function throwIfAny(problems: readonly string[]): void {
  if (problems.length === 0) return;
  const errors = problems.length === 1 ? "error" : "errors";
  throw new AwsError("ValidationException", `${problems.length} validation ${errors} detected: ${problems.join("; ")}`);
}
