import type { ExpressionKind } from "./ast.ts";
import { expressionError } from "./expression-error.ts";

export interface Token {
  readonly kind: "word" | "name" | "value" | "number" | "symbol" | "end";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const pattern =
  /\s*(?:(?<word>[A-Za-z_]\w*)|(?<name>#\w+)|(?<value>:\w+)|(?<number>\d+)|(?<symbol><>|<=|>=|[=<>()[\],.+-]))/y;

/** Cuts an expression into tokens, an end token last; throws at the first character that begins none. */
export function readTokens(kind: ExpressionKind, text: string): readonly Token[] {
  const tokens: Token[] = [];
  const matcher = new RegExp(pattern);
  let position = 0;
  while (text.slice(position).trim() !== "") {
    matcher.lastIndex = position;
    const groups = matcher.exec(text)?.groups;
    if (groups === undefined) {
      const found = text.slice(position).trimStart();
      const near = [...found].slice(0, 2).join("");
      throw expressionError(kind, `Syntax error; token: "${[...found][0]}", near: "${near}"`);
    }
    const [tokenKind = "", token = ""] = Object.entries(groups).find(([, part]) => part !== undefined) ?? [];
    position = matcher.lastIndex;
    tokens.push({ kind: tokenKind as Token["kind"], text: token, start: position - token.length, end: position });
  }
  const { length } = text.trimEnd();
  return [...tokens, { kind: "end", text: "<EOF>", start: length, end: length }];
}
