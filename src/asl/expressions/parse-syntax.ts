import jsonata from "jsonata";
import type { SyntaxNode } from "./syntax-node.ts";

/** The trees of a definition's expressions, by their source. */
export type Syntax = ReadonlyMap<string, SyntaxNode | SyntaxProblem>;

export interface SyntaxProblem {
  readonly problem: string;
}

/** Parses expressions, each text once, as Step Functions does when a state machine is created. */
export function parseSyntax(sources: Iterable<string>): Syntax {
  return new Map([...new Set(sources)].map((source) => [source, parse(source)]));
}

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
