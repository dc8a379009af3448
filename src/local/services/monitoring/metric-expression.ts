import { notImplemented } from "../../aws-error.ts";

/** Values of the metrics that an expression can name, `undefined` where a period has none. */
export type MetricValues = Readonly<Record<string, number | undefined>>;

/**
 * Compiles the metric math that alarms use: ids, numbers, `+ - * /`, parentheses and `SUM(METRICS())`.
 *
 * A missing value makes the result missing, as in CloudWatch; `FILL(id, number)` gives it one. Anything else is refused.
 */
export function compileMetricExpression(expression: string): (values: MetricValues) => number | undefined {
  const tokens = expression.match(/[A-Za-z][A-Za-z0-9_]*|\d+(?:\.\d+)?|[-+*/(),]|\S/g) ?? [];
  let position = 0;
  const refuse = (): never => {
    throw notImplemented(`metric math '${expression}'`);
  };
  const take = (token: string): void => {
    if (tokens[position] !== token) refuse();
    position += 1;
  };

  type Node = (values: MetricValues) => number | undefined;
  const chain = (operand: () => Node, operators: readonly string[]): Node => {
    let left = operand();
    for (let operator = tokens[position]; operator !== undefined && operators.includes(operator);) {
      position += 1;
      const [first, second, symbol] = [left, operand(), operator];
      left = (values) => combine(symbol, first(values), second(values));
      operator = tokens[position];
    }
    return left;
  };
  const sum = (): Node => chain(product, ["+", "-"]);
  const product = (): Node => chain(atom, ["*", "/"]);
  const atom = (): Node => {
    const token = tokens[position++] ?? refuse();
    if (/^\d/.test(token)) return () => Number(token);
    if (token === "(") {
      const inner = sum();
      take(")");
      return inner;
    }
    if (token === "SUM") {
      for (const part of ["(", "METRICS", "(", ")", ")"]) take(part);
      return (values) => total(Object.values(values));
    }
    if (token === "FILL") {
      take("(");
      const inner = sum();
      take(",");
      const filler = sum();
      take(")");
      return (values) => inner(values) ?? filler(values);
    }
    if (!/^[a-z]/.test(token) || tokens[position] === "(") return refuse();
    return (values) => values[token];
  };

  const compiled = sum();
  if (position !== tokens.length) refuse();
  return compiled;
}

function combine(operator: string, left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    default:
      return right === 0 ? undefined : left / right;
  }
}

function total(values: readonly (number | undefined)[]): number | undefined {
  const present = values.filter((value) => value !== undefined);
  return present.length === 0 ? undefined : present.reduce((sum, value) => sum + value, 0);
}
