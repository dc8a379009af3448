import { isExpression } from "./field-checks.ts";
import { jsonataFunctionNames } from "./jsonata-function-names.ts";

// Reads which variables an expression needs from its text alone: this folder knows no JSONata parser. What it cannot decide
// it leaves out, so that a reference it names is one.

const token =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\/\*[\s\S]*?\*\/|\$[\p{L}\p{N}_]*|:=|[\p{L}\p{N}_.]+|\/|\S/gu;
const regularExpression = /\/(?:[^/\\]|\\.)+\/[a-z]*/uy;

/** Names of the variables that a template's expressions read, without `$`. */
export function variableReferences(template: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  collect(template, names);
  return names;
}

function collect(template: unknown, names: Set<string>): void {
  if (isExpression(template)) {
    for (const name of referencesOf(template.slice(2, -2))) names.add(name);
  } else if (typeof template === "object" && template !== null) {
    for (const value of Object.values(template)) collect(value, names);
  }
}

function referencesOf(source: string): readonly string[] {
  const tokens = tokensOf(source);
  const bound = new Set(["", "states", ...jsonataFunctionNames]);
  const isVariable = (text: string | undefined): text is string => text?.startsWith("$") === true;
  for (const [index, text] of tokens.entries()) {
    if (!isVariable(text)) continue;
    const isBinding = tokens[index + 1] === ":=" || ["@", "#"].includes(tokens[index - 1] ?? "");
    if (isBinding || isParameter(tokens, index)) bound.add(text.slice(1));
  }
  return tokens
    .filter((text, index) => isVariable(text) && tokens[index + 1] !== "(")
    .map((text) => text.slice(1))
    .filter((name) => !bound.has(name));
}

/** `$x` between the parentheses of `function(…)` or `λ(…)`. */
function isParameter(tokens: readonly string[], index: number): boolean {
  let at = index - 1;
  while (tokens[at] === "," || tokens[at]?.startsWith("$") === true) at--;
  return tokens[at] === "(" && ["function", "λ"].includes(tokens[at - 1] ?? "");
}

function tokensOf(source: string): readonly string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let match = token.exec(source); match !== null; match = token.exec(source)) {
    const [text] = match;
    if (text.startsWith("/*")) continue;
    if (text === "/" && !endsOperand(tokens.at(-1))) {
      // A slash where a value is expected begins a regular expression: skip to its end.
      regularExpression.lastIndex = match.index;
      const length = regularExpression.exec(source)?.[0].length ?? 1;
      token.lastIndex = match.index + length;
      tokens.push('""');
    } else {
      tokens.push(text);
    }
  }
  return tokens;
}

function endsOperand(previous: string | undefined): boolean {
  if (previous === undefined || ["and", "or", "in"].includes(previous)) return false;
  return /[\p{L}\p{N}_)\]}"'`$]$/u.test(previous);
}
