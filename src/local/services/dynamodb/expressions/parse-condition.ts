import {
  conditionFunctions,
  valueFunctions,
  type Comparator,
  type Condition,
  type ExpressionKind,
  type Operand,
} from "./ast.ts";
import { createTokenReader, misplacedFunction, type TokenReader } from "./token-reader.ts";

// OR binds loosest, then AND, then NOT. What stands in parentheses is a condition or an operand; which, shows what follows.

type Node = Condition | Operand;

interface Parsing {
  readonly reader: TokenReader;
  /** What stood in parentheses, so that a second pair shows. */
  readonly enclosed: WeakSet<Node>;
  /** Parentheses and NOTs that are open. */
  depth: number;
}

const mostOperators = 300;
const longestList = 100;

/** Reads a condition, a filter or a key condition. */
export function parseCondition(kind: ExpressionKind, text: string): Condition {
  const reader = createTokenReader(kind, text);
  const condition = asCondition(reader, parseOr({ reader, enclosed: new WeakSet(), depth: 0 }));
  if (reader.peek().kind !== "end") throw reader.syntaxError();
  const operators = countOperators(condition);
  if (operators > mostOperators) {
    throw reader.error(
      `The expression contains too many operators; maximum operators: ${mostOperators}, actual operators: ${operators}`,
    );
  }
  return condition;
}

function parseOr(parsing: Parsing): Node {
  const { reader } = parsing;
  let left = parseAnd(parsing);
  while (reader.isKeyword("OR")) {
    left = asCondition(reader, left);
    reader.next();
    left = { kind: "or", left, right: asCondition(reader, parseAnd(parsing)) };
  }
  return left;
}

function parseAnd(parsing: Parsing): Node {
  const { reader } = parsing;
  let left = parseNot(parsing);
  while (reader.isKeyword("AND")) {
    left = asCondition(reader, left);
    reader.next();
    left = { kind: "and", left, right: asCondition(reader, parseNot(parsing)) };
  }
  return left;
}

function parseNot(parsing: Parsing): Node {
  const { reader } = parsing;
  if (!reader.takeKeyword("NOT")) return parseTest(parsing);
  const condition = nested(parsing, parseNot);
  return { kind: "not", condition: asCondition(reader, condition) };
}

const comparators: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">="]);

function parseTest(parsing: Parsing): Node {
  const { reader } = parsing;
  const left = parsePrimary(parsing);
  const { kind, text } = reader.peek();
  if (kind === "symbol" && comparators.has(text)) {
    const operand = asOperand(reader, left);
    reader.next();
    return { kind: "comparison", comparator: text as Comparator, left: operand, right: parseOperand(parsing) };
  }
  if (reader.isKeyword("BETWEEN")) {
    const operand = asOperand(reader, left);
    reader.next();
    const low = parseOperand(parsing);
    if (!reader.takeKeyword("AND")) throw reader.syntaxError();
    return { kind: "between", operand, low, high: parseOperand(parsing) };
  }
  if (!reader.isKeyword("IN")) return left;
  const operand = asOperand(reader, left);
  reader.next();
  return { kind: "in", operand, list: parseList(parsing) };
}

function parseList(parsing: Parsing): readonly Operand[] {
  const { reader } = parsing;
  reader.expectSymbol("(");
  const list = [parseOperand(parsing)];
  while (reader.takeSymbol(",")) list.push(parseOperand(parsing));
  reader.expectSymbol(")");
  if (list.length <= longestList) return list;
  throw reader.error(
    `The IN operator is provided with too many operands; number of operands: ${list.length}, maximum: ${longestList}`,
  );
}

const parseOperand = (parsing: Parsing): Operand => asOperand(parsing.reader, parsePrimary(parsing));

function parsePrimary(parsing: Parsing): Node {
  const { reader, enclosed } = parsing;
  if (!reader.takeSymbol("(")) return isConditionCall(reader) ? reader.call(reader.next().text) : reader.operand();
  const inner = nested(parsing, parseOr);
  reader.expectSymbol(")");
  if (enclosed.has(inner)) throw reader.error("The expression has redundant parentheses;");
  enclosed.add(inner);
  return inner;
}

/** What is deeper than there may be operators is refused before it is read. */
function nested(parsing: Parsing, parse: (parsing: Parsing) => Node): Node {
  parsing.depth += 1;
  if (parsing.depth > mostOperators) throw parsing.reader.error("The expression has too many levels of nesting;");
  const node = parse(parsing);
  parsing.depth -= 1;
  return node;
}

const isConditionCall = (reader: TokenReader): boolean => reader.isCall() && conditionFunctions.has(reader.peek().text);

const isOperand = (node: Node): boolean =>
  node.kind === "path" ||
  node.kind === "value" ||
  (node.kind === "function" && valueFunctions.condition.has(node.name));

function asOperand(reader: TokenReader, node: Node): Operand {
  if (isOperand(node)) return node as Operand;
  throw node.kind === "function" ? reader.error(misplacedFunction(reader.kind, node.name)) : reader.syntaxError();
}

function asCondition(reader: TokenReader, node: Node): Condition {
  if (!isOperand(node)) return node as Condition;
  throw node.kind === "function" ? reader.error(misplacedFunction(reader.kind, node.name)) : reader.syntaxError();
}

/** Operators and functions, as the limit counts them. */
function countOperators(node: Node): number {
  switch (node.kind) {
    case "and":
    case "or":
    case "comparison":
      return 1 + countOperators(node.left) + countOperators(node.right);
    case "not":
      return 1 + countOperators(node.condition);
    case "between":
      return 1 + countOperators(node.operand) + countOperators(node.low) + countOperators(node.high);
    case "in":
      return 1 + countOperators(node.operand);
    case "function":
      return 1 + node.operands.reduce((sum, operand) => sum + countOperators(operand), 0);
    case "path":
    case "value":
      return 0;
  }
}
