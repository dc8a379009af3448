import type { AwsOperationDescription } from "#authoring";
import { literal } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { AwsRight, AwsTarget, UsedReference } from "../../output.ts";
import { argumentsAt } from "./argument-at.ts";
import { namingArguments, type RightRule, rightRules } from "./aws-rights.table.ts";

/** What of an operation its rights follow from. */
type RightsOperation = Pick<AwsOperationDescription, "service" | "name" | "iamPrefix">;

/** The rights that a call needs; what each is needed on follows from the references among the arguments. */
export function awsRights(
  operation: RightsOperation,
  input: JsonataNode,
  references: ReadonlyMap<string, UsedReference>,
): readonly AwsRight[] {
  return rulesOf(operation, input).flatMap((rule) => rightsBy(rule, operation, input, references));
}

function rulesOf({ service, name }: RightsOperation, input: JsonataNode): readonly RightRule[] {
  const rules = rightRules[`${service}:${name}`];
  if (rules !== undefined) return rules;
  const action = name.charAt(0).toUpperCase() + name.slice(1).replace(/\.sync$/, "");
  const candidates = namingArguments[service] ?? memberNames(input);
  const on = candidates.find((path) => (argumentsAt(input, path) ?? []).length > 0) ?? candidates[0] ?? "";
  return [{ actions: [action], on }];
}

/** Of a service that no table knows, any argument may name the resource. */
function memberNames(input: JsonataNode): readonly string[] {
  if (input.kind !== "object") return [];
  const named = input.members.filter(({ value }) => value.kind === "placeholder");
  return named.flatMap(({ key }) => (key.kind === "literal" ? [String(key.value)] : []));
}

function rightsBy(
  rule: RightRule,
  { iamPrefix }: RightsOperation,
  input: JsonataNode,
  references: ReadonlyMap<string, UsedReference>,
): readonly AwsRight[] {
  if (rule.when !== undefined && argumentsAt(input, rule.when)?.length === 0) return [];
  const named = argumentsAt(input, rule.on);
  if (rule.isOptional === true && named?.length === 0) return [];
  const actions = rule.actions.map((action) => (action.includes(":") ? action : `${iamPrefix}:${action}`));
  const targets =
    named === undefined || named.length === 0
      ? [undefined]
      : named.flatMap((node) => targetsOf(node, rule, input, references));
  return targets.flatMap((on) => actions.map((action) => ({ action, on, argument: rule.on })));
}

function targetsOf(
  node: JsonataNode,
  rule: RightRule,
  input: JsonataNode,
  references: ReadonlyMap<string, UsedReference>,
): readonly (AwsTarget | undefined)[] {
  const located = locate(node, rule);
  const reference = located === undefined ? undefined : references.get(located.placeholder);
  if (located === undefined || reference === undefined) return [undefined];
  const { kind, name } = reference;
  if (kind === "resource") return [indexTarget({ kind, name }, rule, input)];
  if (rule.key === undefined) return [{ kind, name }];
  if (rule.as === "s3Uri") return [{ kind, name, keyPattern: `${exactly(located.rest)}*` }];
  if (rule.as === "copySource") return [{ kind, name, keyPattern: keyPattern(located.restParts) }];
  const keys = argumentsAt(input, rule.key);
  // A prefix that is not given is the empty one.
  if (keys === undefined || keys.length === 0) return [{ kind, name, keyPattern: "*" }];
  return keys.map((key) => ({ kind, name, keyPattern: keyPattern(partsOf(key)) }));
}

function indexTarget(target: AwsTarget, { index }: RightRule, input: JsonataNode): AwsTarget | undefined {
  const [named] = (index === undefined ? undefined : argumentsAt(input, index)) ?? [];
  if (named === undefined) return target;
  return named.kind === "literal" && typeof named.value === "string"
    ? { ...target, suffix: `/index/${named.value}` }
    : undefined;
}

interface Located {
  readonly placeholder: string;
  /** What follows the bucket in a location: the constant text, and all parts. */
  readonly rest: string;
  readonly restParts: readonly JsonataNode[];
}

/** Finds the reference in an argument: alone, or in `s3://bucket/key` or `bucket/key`. */
function locate(node: JsonataNode, { as = "reference" }: RightRule): Located | undefined {
  const parts = partsOf(node);
  if (as === "reference") {
    return node.kind === "placeholder" ? { placeholder: node.name, rest: "", restParts: [] } : undefined;
  }
  if (as === "s3Uri" && textOf(parts[0]) !== "s3://") return undefined;
  const [bucket, ...rest] = as === "s3Uri" ? parts.slice(1) : parts;
  if (bucket?.kind !== "placeholder") return undefined;
  const [first] = rest;
  const others = rest.slice(1);
  const head = textOf(first);
  if (first !== undefined && (head === undefined || !head.startsWith("/"))) return undefined;
  const start = (head ?? "/").slice(1);
  return { placeholder: bucket.name, rest: start, restParts: [literal(start), ...others] };
}

/** The parts that `&` joins. */
function partsOf(node: JsonataNode): readonly JsonataNode[] {
  if (node.kind === "binary" && node.operator === "&") return [...partsOf(node.left), ...partsOf(node.right)];
  const [list] = node.kind === "call" && node.function === "join" ? node.arguments : [];
  return list?.kind === "array" ? list.elements.flatMap(partsOf) : [node];
}

const textOf = (node: JsonataNode | undefined): string | undefined =>
  node?.kind === "literal" && typeof node.value === "string" ? node.value : undefined;

/** A pattern that has the key whatever its unknown parts are: constant text up to the first of them. */
function keyPattern(parts: readonly JsonataNode[]): string {
  const unknown = parts.findIndex((part) => textOf(part) === undefined);
  const constant = parts
    .slice(0, unknown < 0 ? parts.length : unknown)
    .map((part) => textOf(part))
    .join("");
  return unknown < 0 && exactly(constant) === constant ? constant : `${exactly(constant)}*`;
}

/** The beginning of a text that IAM takes for itself. */
function exactly(text: string): string {
  return /^[^*?$]*/.exec(text)![0];
}
