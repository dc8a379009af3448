import jsonata from "jsonata";
import type { SyntaxNode } from "./syntax-node.ts";

/** The trees of a definition's expressions, by their source. */
export type Syntax = ReadonlyMap<string, SyntaxNode | SyntaxProblem>;

export interface SyntaxProblem {
  readonly problem: string;
}

/** Parses expressions, each text once, as Step Functions does when a state machine is created. */
export function parseSyntax(sources: Iterable<string>): Syntax {
  const texts = [...new Set(sources)];
  const trees = parseTogether(texts);
  return new Map(texts.map((text, index) => [text, trees?.[index] ?? parse(text)]));
}

/**
 * Parses expressions in one go, as the elements of an array: most of the time for a short text goes into the tables that the
 * parser makes for each. Gives `undefined` where one of them is not an expression, or ends its element and begins another.
 */
function parseTogether(texts: readonly string[]): readonly SyntaxNode[] | undefined {
  const tree = parse(`[${texts.map((text) => `[${text}]`).join(",")}]`);
  if ("problem" in tree) return undefined;
  const elements = tree["expressions"] as readonly SyntaxNode[];
  const trees: SyntaxNode[] = [];
  // Of a node, the position is where its bracket ends.
  let position = "[[".length;
  for (const [index, text] of texts.entries()) {
    const node = onlyElement(elements[index], position);
    if (node === undefined) return undefined;
    trees.push(node);
    position += `${text}],[`.length;
  }
  return elements.length === texts.length ? trees : undefined;
}

/** The element of an array of one that begins at a position and has nothing behind it, such as a predicate. */
function onlyElement(array: SyntaxNode | undefined, position: number): SyntaxNode | undefined {
  if (array === undefined || array["position"] !== position || Object.keys(array).length !== arrayKeys)
    return undefined;
  if (array.type !== "unary" || array.value !== "[") return undefined;
  const [only, ...others] = array["expressions"] as readonly SyntaxNode[];
  // A range is an element, but no expression.
  return others.length > 0 || only?.value === ".." ? undefined : only;
}

/** Of an array with nothing behind it: type, value, position and expressions. */
const arrayKeys = 4;

function parse(source: string): SyntaxNode | SyntaxProblem {
  try {
    return jsonata(source).ast() as unknown as SyntaxNode;
  } catch (error) {
    return { problem: expressionErrorMessage(error) };
  }
}

/** JSONata's code and message of whatever a parse or an evaluation threw. */
export function expressionErrorMessage(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  const message = "message" in error ? String(error.message) : String(error);
  return "code" in error && typeof error.code === "string" ? `${error.code}: ${message}` : message;
}
