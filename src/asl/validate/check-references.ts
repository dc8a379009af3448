import type { ExpressionPlace } from "../expressions/expressions-of.ts";
import { isSyntaxNode, type SyntaxNode } from "../expressions/syntax-node.ts";
import type { AslFinding } from "../finding.ts";

// Step Functions evaluates with no input document: `$`, `$$` and bare names at the top level refer to nothing and are refused.
// Inside a path step or predicate they refer to what the path reached, and are fine.

/** Lists references that AWS refuses when the state machine is created. */
export function checkReferences(ast: SyntaxNode, place: ExpressionPlace): readonly AslFinding[] {
  const messages = new Set<string>();
  const fields = new Set<string>();
  walk(ast, false, { messages, fields });
  if (fields.has("errorOutput") && !isHandler(place)) {
    messages.add("Reference to '$states.errorOutput' is only supported in a Catch.");
  }
  if (fields.has("result") && !isAfterwards(place)) {
    messages.add("Reference to '$states.result' is only supported in Assign and Output of a Task, Parallel or Map.");
  }
  const finding = (severity: AslFinding["severity"], message: string): AslFinding => ({
    code: "UNSUPPORTED_JSONATA_EXPRESSION",
    severity,
    location: place.location,
    message,
  });
  const unknown = [...fields].filter((field) => !knownFields.includes(field));
  return [
    ...[...messages].map((message) => finding("ERROR", message)),
    // Nothing is there, which fails at run time.
    ...unknown.map((field) => finding("WARNING", `'$states' has no field '${field}'`)),
  ];
}

const knownFields = ["input", "result", "errorOutput", "context"];

/** AWS: where the fields of `$states` can be read is checked when the state machine is created. */
function isHandler({ path: [field, , part] }: ExpressionPlace): boolean {
  return field === "Catch" && (part === "Assign" || part === "Output");
}

function isAfterwards({ stateType, path: [field] }: ExpressionPlace): boolean {
  return ["Task", "Parallel", "Map"].includes(stateType) && (field === "Assign" || field === "Output");
}

interface Found {
  readonly messages: Set<string>;
  /** What is read of `$states`. */
  readonly fields: Set<string>;
}

function walk(node: unknown, hasContext: boolean, found: Found): void {
  if (Array.isArray(node)) {
    for (const element of node) walk(element, hasContext, found);
    return;
  }
  if (!isSyntaxNode(node)) return;
  reportReference(node, hasContext, found);
  for (const key of Object.keys(node)) {
    const child = node[key];
    if (typeof child !== "object") continue;
    if (key === "steps") walkSteps(node.steps ?? [], hasContext, found);
    else walk(child, hasContext || isRelative(node, key), found);
  }
}

function walkSteps(steps: readonly SyntaxNode[], hasContext: boolean, found: Found): void {
  addFieldOfStates(steps, found.fields);
  for (const [index, step] of steps.entries()) walk(step, hasContext || index > 0, found);
}

const relativeKeys: ReadonlySet<string> = new Set(["predicate", "stages", "group", "terms"]);

/** Children that are evaluated against each item of what stands before them. */
function isRelative(node: SyntaxNode, key: string): boolean {
  return relativeKeys.has(key) || node.type === "transform";
}

function reportReference(node: SyntaxNode, hasContext: boolean, { messages }: Found): void {
  if (node.type === "variable" && node.value === "$") messages.add("Reference to '$$' is not supported.");
  else if (!hasContext) addReferenceToNothing(node, messages);
}

function addReferenceToNothing({ type, value }: SyntaxNode, messages: Set<string>): void {
  if (type === "name") messages.add(`Reference to '${String(value)}' at the top level is not supported.`);
  if (type === "variable" && value === "") messages.add("Reference to '$' at the top level is not supported.");
  if (type === "wildcard") messages.add("Reference to '*' at the top level is not supported.");
  if (type === "descendant") messages.add("Reference to '**' at the top level is not supported.");
}

/** Adds the field that a path reads directly of `$states`. */
function addFieldOfStates(steps: readonly SyntaxNode[], fields: Set<string>): void {
  const first = steps[0];
  const second = steps[1];
  const isRead = first?.type === "variable" && first.value === "states" && second?.type === "name";
  if (isRead) fields.add(String(second.value));
}
