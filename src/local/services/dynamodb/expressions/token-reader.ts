import type { AwsError } from "../../../aws-error.ts";
import { conditionFunctions, valueFunctions, type ExpressionKind, type Operand, type Path } from "./ast.ts";
import { expressionError } from "./expression-error.ts";
import { readTokens, type Token } from "./read-tokens.ts";
import { reservedWords } from "./reserved-words.ts";

const longestExpression = 4096;

/** Reads an expression from its first token to its last: what the grammars of all expressions share. */
export interface TokenReader {
  readonly kind: ExpressionKind;
  readonly peek: () => Token;
  readonly next: () => Token;
  /** Takes the next token if it is this symbol. */
  readonly takeSymbol: (symbol: string) => boolean;
  /** Takes the next token if it is this keyword, whatever its case. */
  readonly takeKeyword: (keyword: string) => boolean;
  readonly isKeyword: (keyword: string) => boolean;
  readonly expectSymbol: (symbol: string) => void;
  readonly path: () => Path;
  /** A path, a value or a function of values. */
  readonly operand: () => Operand;
  /** The arguments of a function, its name being read. */
  readonly call: (name: string) => { readonly kind: "function"; readonly name: string; readonly operands: Operand[] };
  /** Whether a function's name and parenthesis come next. */
  readonly isCall: () => boolean;
  /** What is wrong at the next token. */
  readonly syntaxError: () => AwsError;
  readonly error: (problem: string) => AwsError;
}

export function createTokenReader(kind: ExpressionKind, text: string): TokenReader {
  const size = Buffer.byteLength(text);
  if (size > longestExpression) {
    throw expressionError(kind, `Expression size has exceeded the maximum allowed size; expression size: ${size}`);
  }
  if (text.trim() === "") throw expressionError(kind, "The expression can not be empty;");
  const tokens = readTokens(kind, text);
  let position = 0;
  const at = (index: number): Token => tokens[Math.min(index, tokens.length - 1)] as Token;
  const peek = (): Token => at(position);
  const next = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const error = (problem: string): AwsError => expressionError(kind, problem);
  const syntaxError = (): AwsError => {
    const before = position === 0 ? peek() : at(position - 1);
    const near = text.slice(before.start, at(position + 1).end);
    return error(`Syntax error; token: "${peek().text}", near: "${near}"`);
  };
  const isSymbol = (symbol: string): boolean => peek().kind === "symbol" && peek().text === symbol;
  const isKeyword = (keyword: string): boolean => peek().kind === "word" && peek().text.toUpperCase() === keyword;
  const takeSymbol = (symbol: string): boolean => isSymbol(symbol) && Boolean(next());
  const expectSymbol = (symbol: string): void => {
    if (!takeSymbol(symbol)) throw syntaxError();
  };
  const isCall = (): boolean => peek().kind === "word" && at(position + 1).text === "(";

  const pathName = (): string => {
    const token = peek();
    if (token.kind !== "word" && token.kind !== "name") throw syntaxError();
    if (token.kind === "word" && reservedWords.has(token.text.toUpperCase())) {
      throw error(`Attribute name is a reserved keyword; reserved keyword: ${token.text}`);
    }
    return next().text;
  };
  const path = (): Path => {
    const segments: (string | number)[] = [pathName()];
    for (;;) {
      if (takeSymbol(".")) segments.push(pathName());
      else if (takeSymbol("[")) {
        if (peek().kind !== "number") throw syntaxError();
        const index = Number(next().text);
        if (index > 2 ** 31 - 1) throw error(`List index is not within the allowable range; index: [${index}]`);
        segments.push(index);
        expectSymbol("]");
      } else if (segments.length > 32) {
        throw error(`The document path has too many nesting elements; nesting levels: ${segments.length}`);
      } else return segments;
    }
  };
  const call: TokenReader["call"] = (name) => {
    expectSymbol("(");
    const operands = [operand()];
    while (takeSymbol(",")) operands.push(operand());
    expectSymbol(")");
    return { kind: "function", name, operands };
  };
  const operand = (): Operand => {
    if (peek().kind === "value") return { kind: "value", placeholder: next().text };
    if (isCall()) return call(functionName(valueFunctions[kind === "UpdateExpression" ? "update" : "condition"]));
    return { kind: "path", path: path() };
  };
  const functionName = (allowed: ReadonlySet<string>): string => {
    const { text: name } = next();
    if (allowed.has(name)) return name;
    throw error(misplacedFunction(kind, name));
  };
  return {
    kind,
    peek,
    next,
    takeSymbol,
    takeKeyword: (keyword) => isKeyword(keyword) && Boolean(next()),
    isKeyword,
    expectSymbol,
    path,
    operand,
    call,
    isCall,
    syntaxError,
    error,
  };
}

const isFunction = (name: string): boolean =>
  conditionFunctions.has(name) || valueFunctions.condition.has(name) || valueFunctions.update.has(name);

/** What DynamoDB says of a function where it may not stand. */
export function misplacedFunction(kind: ExpressionKind, name: string): string {
  if (!isFunction(name)) return `Invalid function name; function: ${name}`;
  const isUpdate = kind === "UpdateExpression";
  if (isUpdate) return `The function is not allowed in an update expression; function: ${name}`;
  if (valueFunctions.update.has(name))
    return `The function is not allowed in a condition expression; function: ${name}`;
  return `The function is not allowed to be used this way in an expression; function: ${name}`;
}
