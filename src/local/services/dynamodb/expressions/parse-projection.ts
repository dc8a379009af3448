import type { Path } from "./ast.ts";
import { createTokenReader } from "./token-reader.ts";

/** Reads a list of paths. */
export function parseProjection(text: string): readonly Path[] {
  const reader = createTokenReader("ProjectionExpression", text);
  const paths = [reader.path()];
  while (reader.takeSymbol(",")) paths.push(reader.path());
  if (reader.peek().kind !== "end") throw reader.syntaxError();
  return paths;
}
