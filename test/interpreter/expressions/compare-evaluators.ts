import jsonata from "jsonata";
import { expressionErrorMessage } from "#asl";
import type { Json } from "#asl";
import { ExpressionFailure } from "../../../src/interpreter/expressions/closures/failures.ts";
import type { Pair, SyntaxNode } from "../../../src/interpreter/expressions/closures/syntax-node.ts";
import type { ExpressionScope } from "../../../src/interpreter/expressions/expression-scope.ts";
import type { Expression } from "../../../src/interpreter/expressions/expression.ts";
import { formatMoment } from "../../../src/interpreter/expressions/format-moment.ts";
import { parseExpression } from "../../../src/interpreter/expressions/parse-expression.ts";
import { toJson } from "../../../src/interpreter/expressions/to-json.ts";
import { hash } from "../machine.ts";

/** What an expression can name. */
export interface Data {
  readonly states: Json;
  readonly variables: Readonly<Record<string, Json>>;
}

export type Comparison =
  /** It does not parse. */
  | "invalid"
  /** The closures do not take it. */
  | "declined"
  /** Both gave the same value. */
  | "value"
  /** Both failed, for the same reason. */
  | "failure"
  /** The closures left it to the reference. */
  | "asked"
  | { readonly now: string; readonly reference: string };

// Few enough for functions that call themselves for ever.
const maximumSteps = 500;

/** Evaluates one expression in both ways. */
export async function compareEvaluators(source: string, data: Data): Promise<Comparison> {
  const expression = parse(source);
  if (expression === undefined) return "invalid";
  if (expression.evaluateNow === undefined) return "declined";
  // First, so that what the reference may write into the data comes after.
  const now = evaluateNow(expression, scopeOf(data));
  const reference = await evaluate(expression, scopeOf(data));
  if (now.kind === "asked") return "asked";
  if (now.kind === "failure") {
    if (reference.kind === "failure" && (now.text === reference.code || runsAlternately(jsonata(source).ast())))
      return "failure";
  } else if (reference.kind === "value" && now.text === reference.text) return "value";
  return { now: `${now.kind} ${now.text}`, reference: `${reference.kind} ${reference.text}` };
}

function parse(source: string): Expression | undefined {
  try {
    return parseExpression(source, maximumSteps);
  } catch {
    return undefined;
  }
}

/** Of several elements that fail, the reference tells the one that failed first in time. */
function runsAlternately(node: unknown): boolean {
  if (typeof node !== "object" || node === null || node instanceof RegExp) return false;
  const { type, value, expressions, lhs, group } = node as Partial<SyntaxNode>;
  if (type === "unary" && value === "[" && expressions!.length > 1) return true;
  if (type === "unary" && value === "{" && (lhs as readonly Pair[]).length > 0) return true;
  return group !== undefined || Object.values(node).some(runsAlternately);
}

type Now = { readonly kind: "value" | "failure"; readonly text: string } | { readonly kind: "asked" };

function evaluateNow({ evaluateNow: evaluateAtOnce }: Expression, scope: ExpressionScope): Now {
  try {
    return { kind: "value", text: show(evaluateAtOnce!(scope)) };
  } catch (error) {
    const code = codeOf(error);
    return code === undefined ? { kind: "asked" } : { kind: "failure", text: code };
  }
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof ExpressionFailure) return error.code;
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : undefined;
}

async function evaluate(expression: Expression, scope: ExpressionScope) {
  try {
    return { kind: "value", text: show(await expression.evaluate(scope)) } as const;
  } catch (error) {
    const text = expressionErrorMessage(error);
    return { kind: "failure", text, code: text.includes("evaluation timeout") ? "timeout" : codeOf(error) } as const;
  }
}

/** All that can be seen of a value: what AWS keeps of it, and before that nothing, functions and numbers that JSON lacks. */
function show(value: unknown): string {
  return `${describe(value)} ${JSON.stringify(toJson(value))}`;
}

function describe(value: unknown): string {
  if (value === undefined) return "undefined";
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value !== "object" || value === null)
    return typeof value === "function" ? "function" : JSON.stringify(value);
  if ("_jsonata_function" in value || "_jsonata_lambda" in value) return "function";
  if (Array.isArray(value)) return `[${value.map(describe).join()}]`;
  return `{${Object.entries(value)
    .map(([key, member]) => `${key}:${describe(member)}`)
    .join()}}`;
}

function scopeOf({ states, variables }: Data): ExpressionScope {
  let drawn = 0;
  const at = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
  return {
    states: states as object,
    fields: states as object,
    variables,
    functions: {
      millis: () => at,
      now: (picture?: unknown, timezone?: unknown) => formatMoment(at, picture, timezone),
      random: (seed?: unknown) => (seed === undefined ? (drawn += 1) / 1000 : 0.5),
      uuid: () => `uuid ${(drawn += 1)}`,
      hash: (value: unknown, algorithm: unknown) => hash(JSON.stringify(value), algorithm as "MD5"),
    },
  };
}
