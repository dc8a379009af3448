import type { HttpParameters, Target } from "@aws-sdk/client-eventbridge";
import type { Json } from "#asl";
import { AwsError } from "../../aws-error.ts";
import { DeliveryError } from "./delivery-error.ts";
import type { EventEnvelope } from "./event-envelope.ts";
import { isApiDestination } from "./api-destination-store.ts";
import { parseJsonPath, readJsonPath } from "./json-path.ts";

// A target's HttpParameters: what is added to the requests of an API destination.

interface Rule {
  readonly pattern: RegExp;
  readonly words: string;
}

// The patterns of EventBridge's API, with its spelling of them. That of a header's value would try every way to part a row of
// spaces: what stands here takes the same texts.
const rules = {
  path: { pattern: /^(?!\s*$).+/, words: "^(?!\\s*$).+" },
  headerName: { pattern: /^[!#$%&'*+\-.^_`|~0-9a-zA-Z]+$/, words: "^[!#$%&'*+-.^_`|~0-9a-zA-Z]+$" },
  headerValue: {
    pattern: /^(?=\t*[\x20-\x7E])[\t\x20-\x7E]+$/,
    words: "^[ \\t]*[\\x20-\\x7E]+([ \\t]+[\\x20-\\x7E]+)*[ \\t]*$",
  },
  // oxlint-disable-next-line no-control-regex -- AWS's own
  queryName: { pattern: /^[^\x00-\x1F\x7F]+$/, words: "[^\\x00-\\x1F\\x7F]+" },
  // oxlint-disable-next-line no-control-regex -- AWS's own
  queryValue: { pattern: /^[^\x00-\x09\x0B\x0C\x0E-\x1F\x7F]+$/, words: "[^\\x00-\\x09\\x0B\\x0C\\x0E-\\x1F\\x7F]+" },
} as const satisfies Record<string, Rule>;

const longest = 512;

/** Refuses what EventBridge would refuse of a target's HttpParameters. */
export function checkHttpParameters({ Arn = "", HttpParameters: given }: Target, id: string): void {
  if (given === undefined) return;
  if (!isApiDestination(Arn)) throw invalid(`Parameter(s) HttpParameters not valid for target: ${id}.`);
  const { PathParameterValues = [], HeaderParameters = {}, QueryStringParameters = {} } = given;
  for (const value of PathParameterValues) check("pathParameterValues", value, rules.path, Infinity);
  for (const [name, value] of Object.entries(HeaderParameters)) {
    check("headerParameters", name, rules.headerName, longest);
    check("headerParameters", value, rules.headerValue, longest);
  }
  for (const [name, value] of Object.entries(QueryStringParameters)) {
    check("queryStringParameters", name, rules.queryName, longest);
    check("queryStringParameters", value, rules.queryValue, longest);
  }
}

function check(member: string, value: string, { pattern, words }: Rule, most: number): void {
  const place = `Value '${value}' at 'targets.1.member.httpParameters.${member}' failed to satisfy constraint: Member must`;
  if (value.length > most)
    throw invalid(`1 validation error detected: ${place} have length less than or equal to ${most}`);
  if (pattern.test(value)) return;
  throw invalid(`1 validation error detected: ${place} satisfy regular expression pattern: ${words}`);
}

const invalid = (message: string): AwsError => new AwsError("ValidationException", message);

/** HttpParameters as a request has them. */
export interface ReadHttpParameters {
  readonly path: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

/**
 * HttpParameters with what the event has at their JSON paths.
 *
 * User guide, "Dynamic path parameters": a whole value may be a path (`$.detail.state`), a key of HeaderParameters may not.
 * What becomes of a path that leads nowhere is not documented: here the delivery fails.
 */
export function readHttpParameters(given: HttpParameters = {}, event: EventEnvelope): ReadHttpParameters {
  const { PathParameterValues = [], HeaderParameters = {}, QueryStringParameters = {} } = given;
  const read = (text: string): string => readDynamic(text, event as unknown as Json);
  return {
    path: PathParameterValues.map(read),
    headers: Object.fromEntries(Object.entries(HeaderParameters).map(([name, text]) => [name, read(text)])),
    query: Object.fromEntries(Object.entries(QueryStringParameters).map(([name, text]) => [read(name), read(text)])),
  };
}

function readDynamic(text: string, event: Json): string {
  if (!/^\$[.[]/.test(text) || parseJsonPath(text) === undefined) return text;
  const value = readJsonPath(event, text);
  if (value === undefined || value === null) {
    throw new DeliveryError("INVALID_PARAMETER", `The event has nothing at ${text}, which HttpParameters name`);
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}
