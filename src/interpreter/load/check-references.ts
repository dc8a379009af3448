import type { AslFinding } from "#asl";
import type { ExpressionPlace } from "./expressions-of.ts";

// Step Functions evaluates with no input document: `$`, `$$` and bare names at the top level refer to nothing and are refused.
// Inside a path step or predicate they refer to what the path reached, and are fine.

/** A node of JSONata's syntax tree, as far as references need it; the library does not type it well enough. */
interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
}

/** Lists references that AWS refuses when the state machine is created. */
export function checkReferences(ast: unknown, place: ExpressionPlace): readonly AslFinding[] {
  const messages = new Set<string>();
  walk(ast as Node, false, (message) => messages.add(message));
  if (!place.isInCatch && readsErrorOutput(ast)) {
    messages.add("Reference to '$states.errorOutput' is only supported in a Catch");
  }
  return [...messages].map((message) => ({
    code: "UNSUPPORTED_JSONATA_EXPRESSION",
    severity: "ERROR",
    location: place.location,
    message,
  }));
}

type Report = (message: string) => void;

function walk(node: unknown, hasContext: boolean, report: Report): void {
  if (Array.isArray(node)) {
    for (const element of node) walk(element, hasContext, report);
    return;
  }
  if (!isNode(node)) return;
  reportReference(node, hasContext, report);
  for (const [key, child] of Object.entries(node)) {
    if (key === "steps") walkSteps(node.steps ?? [], hasContext, report);
    else if (key !== "value" || typeof child === "object") walk(child, hasContext || isRelative(node, key), report);
  }
}

function walkSteps(steps: readonly Node[], hasContext: boolean, report: Report): void {
  for (const [index, step] of steps.entries()) walk(step, hasContext || index > 0, report);
}

/** Children that are evaluated against each item of what stands before them. */
function isRelative(node: Node, key: string): boolean {
  if (["predicate", "stages", "group", "terms"].includes(key)) return true;
  return node.type === "transform";
}

function reportReference(node: Node, hasContext: boolean, report: Report): void {
  if (node.type === "variable" && node.value === "$") return report("Reference to '$$' is not supported");
  if (hasContext) return;
  if (node.type === "name") report(`Reference to '${String(node.value)}' at the top level is not supported`);
  if (node.type === "variable" && node.value === "") report("Reference to '$' at the top level is not supported");
  if (node.type === "wildcard") report("Reference to '*' at the top level is not supported");
  if (node.type === "descendant") report("Reference to '**' at the top level is not supported");
}

function readsErrorOutput(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(readsErrorOutput);
  if (!isNode(node)) return false;
  const [first, second] = node.steps ?? [];
  const reads = first?.type === "variable" && first.value === "states" && second?.value === "errorOutput";
  return reads || Object.values(node).some(readsErrorOutput);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !(value instanceof RegExp);
}
