import { ts } from "../program.ts";

/** Longer names say less than they cost in a graph; Step Functions allows 80. */
const longestName = 60;

/** `validate-rows`, `dataset.appended`, `goodRows` → `ValidateRows`, `DatasetAppended`, `GoodRows`. */
export function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join("");
}

/** As `pascalCase`, for variables: `validate-rows` → `validateRows`. */
export function camelCase(text: string): string {
  const name = pascalCase(text);
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

/** Names the state that decides on a condition, from its words: `status === "rejected"` → `IfStatusIsRejected`. */
export function conditionName(condition: ts.Expression): string {
  return nameFrom("If", condition);
}

/** Names the state that decides whether a loop goes on: `pending > 0` → `WhilePendingOver0`. */
export function loopName(condition: ts.Expression): string {
  return nameFrom("While", condition);
}

/** Names the state that decides between the cases of a switch: `order.status` → `SwitchOrderStatus`. */
export function switchName(discriminant: ts.Expression): string {
  return nameFrom("Switch", discriminant);
}

function nameFrom(prefix: string, condition: ts.Expression): string {
  const whole = `${prefix}${wordsOf(condition)}`;
  if (whole.length <= longestName) return whole;
  const names = [...new Set(identifiersOf(condition).map(pascalCase))];
  for (let count = Math.min(names.length, 4); count > 1; count--) {
    const shorter = `${prefix}${names.slice(0, count).join("And")}`;
    if (shorter.length <= longestName) return shorter;
  }
  return `${prefix}${(names[0] ?? "Condition").slice(0, longestName)}`;
}

/** What one element of a list is called: `order.items` → `Item`, `files` → `File`, `entries` → `Entry`. */
export function elementName(items: ts.Expression): string {
  const node = ts.isParenthesizedExpression(items) ? items.expression : items;
  const last = ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : "item";
  if (last.length > 4 && last.endsWith("ies")) return pascalCase(`${last.slice(0, -3)}y`);
  return pascalCase(last.length > 2 && last.endsWith("s") && !last.endsWith("ss") ? last.slice(0, -1) : last);
}

const operatorWords: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: "Is",
  [ts.SyntaxKind.EqualsEqualsToken]: "Is",
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: "IsNot",
  [ts.SyntaxKind.ExclamationEqualsToken]: "IsNot",
  [ts.SyntaxKind.GreaterThanToken]: "Over",
  [ts.SyntaxKind.GreaterThanEqualsToken]: "AtLeast",
  [ts.SyntaxKind.LessThanToken]: "Under",
  [ts.SyntaxKind.LessThanEqualsToken]: "AtMost",
  [ts.SyntaxKind.AmpersandAmpersandToken]: "And",
  [ts.SyntaxKind.BarBarToken]: "Or",
  [ts.SyntaxKind.QuestionQuestionToken]: "Else",
  [ts.SyntaxKind.PlusToken]: "Plus",
  [ts.SyntaxKind.MinusToken]: "Minus",
  [ts.SyntaxKind.AsteriskToken]: "Times",
  [ts.SyntaxKind.SlashToken]: "By",
  [ts.SyntaxKind.PercentToken]: "Mod",
  [ts.SyntaxKind.InKeyword]: "In",
  [ts.SyntaxKind.InstanceOfKeyword]: "IsA",
};

function wordsOf(node: ts.Expression): string {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isAwaitExpression(node))
    return wordsOf(node.expression);
  if (ts.isIdentifier(node)) return pascalCase(node.text);
  // The last two names say enough: `event.detail.object.key` → ObjectKey.
  if (ts.isPropertyAccessExpression(node)) return lastNameOf(node.expression) + pascalCase(node.name.text);
  // `error instanceof Error &&` only satisfies the checker.
  if (ts.isBinaryExpression(node) && isErrorTest(node.left)) return wordsOf(node.right);
  if (ts.isBinaryExpression(node)) {
    return `${wordsOf(node.left)}${operatorWords[node.operatorToken.kind] ?? "With"}${wordsOf(node.right)}`;
  }
  if (ts.isPrefixUnaryExpression(node)) {
    return `${node.operator === ts.SyntaxKind.ExclamationToken ? "Not" : "Minus"}${wordsOf(node.operand)}`;
  }
  if (ts.isCallExpression(node)) return wordsOfCall(node);
  if (ts.isStringLiteralLike(node)) return node.text === "" ? "Empty" : pascalCase(node.text);
  if (ts.isNumericLiteral(node)) return pascalCase(node.text.replace(".", "Point"));
  if (ts.isElementAccessExpression(node)) return wordsOf(node.expression) + wordsOf(node.argumentExpression);
  if (ts.isTypeOfExpression(node)) return `TypeOf${wordsOf(node.expression)}`;
  return ts.isToken(node) ? pascalCase(node.getText()) : identifiersOf(node).map(pascalCase).join("");
}

function isErrorTest(node: ts.Expression): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
}

/** `isTaskError(error, chargeCard, "CardDeclined")` → `CardDeclined`; the rest of it goes without saying. */
function wordsOfCall(node: ts.CallExpression): string {
  const [, task, name] = node.arguments;
  if (ts.isIdentifier(node.expression) && node.expression.text === "isTaskError" && task !== undefined) {
    return name === undefined ? `${wordsOf(task)}Failed` : wordsOf(name);
  }
  return `${wordsOf(node.expression)}${node.arguments.map(wordsOf).join("")}`;
}

function lastNameOf(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return pascalCase(node.text);
  return ts.isPropertyAccessExpression(node) ? pascalCase(node.name.text) : wordsOf(node);
}

function identifiersOf(node: ts.Node): readonly string[] {
  if (ts.isIdentifier(node)) return [node.text];
  const found: string[] = [];
  ts.forEachChild(node, (child) => {
    found.push(...identifiersOf(child));
  });
  return found;
}
