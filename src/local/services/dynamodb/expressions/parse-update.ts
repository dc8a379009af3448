import type { Assigned, Operand, Path, UpdateAction } from "./ast.ts";
import { createTokenReader, type TokenReader } from "./token-reader.ts";

const sections = {
  SET: parseSet,
  REMOVE: (reader: TokenReader): UpdateAction => ({ kind: "remove", path: reader.path() }),
  ADD: (reader: TokenReader): UpdateAction => withValue(reader, "add"),
  DELETE: (reader: TokenReader): UpdateAction => withValue(reader, "delete"),
} as const;

/** Reads an update expression; its actions in the order of the text. */
export function parseUpdate(text: string): readonly UpdateAction[] {
  const reader = createTokenReader("UpdateExpression", text);
  const actions: UpdateAction[] = [];
  const seen = new Set<string>();
  while (reader.peek().kind !== "end") {
    const section = (Object.keys(sections) as (keyof typeof sections)[]).find(reader.isKeyword);
    if (section === undefined) throw reader.syntaxError();
    if (seen.has(section)) {
      throw reader.error(`The "${section}" section can only be used once in an update expression;`);
    }
    seen.add(section);
    reader.next();
    do actions.push(sections[section](reader));
    while (reader.takeSymbol(","));
  }
  return actions;
}

function parseSet(reader: TokenReader): UpdateAction {
  const path = reader.path();
  reader.expectSymbol("=");
  return { kind: "set", path, value: parseAssigned(reader) };
}

function parseAssigned(reader: TokenReader): Assigned {
  if (reader.takeSymbol("(")) {
    const inner = parseAssigned(reader);
    reader.expectSymbol(")");
    return inner;
  }
  const left: Operand = reader.operand();
  const operator = reader.takeSymbol("+") ? "+" : reader.takeSymbol("-") ? "-" : undefined;
  return operator === undefined ? left : { kind: "arithmetic", operator, left, right: reader.operand() };
}

function withValue(reader: TokenReader, kind: "add" | "delete"): UpdateAction {
  const path: Path = reader.path();
  if (reader.peek().kind !== "value") throw reader.syntaxError();
  return { kind, path, placeholder: reader.next().text };
}
