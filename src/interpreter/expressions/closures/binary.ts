import { compileArithmetic } from "./arithmetic.ts";
import { compileComparison } from "./comparison.ts";
import type { CompileContext } from "./compile-context.ts";
import { compileConcatenation } from "./concatenation.ts";
import type { Evaluate } from "./evaluate.ts";
import { decline } from "./failures.ts";
import { compileMembership } from "./membership.ts";
import { compileRange } from "./range.ts";
import type { SyntaxNode } from "./syntax-node.ts";
import { isDeepEqual, toBoolean } from "./values.ts";

/** `a + b` and the like. */
export function compileBinary(node: SyntaxNode, context: CompileContext): Evaluate {
  const left = context.compile(node.lhs as SyntaxNode, context);
  const right = context.compile(node.rhs!, context);
  switch (node.value) {
    case "and":
      return (input, frame) => toBoolean(left(input, frame)) && toBoolean(right(input, frame));
    case "or":
      return (input, frame) => toBoolean(left(input, frame)) || toBoolean(right(input, frame));
    case "=":
      return (input, frame) => {
        const [before, after] = [left(input, frame), right(input, frame)];
        return before !== undefined && after !== undefined && isDeepEqual(before, after);
      };
    case "!=":
      // What is not there differs from nothing, and is equal to nothing.
      return (input, frame) => {
        const [before, after] = [left(input, frame), right(input, frame)];
        return before !== undefined && after !== undefined && !isDeepEqual(before, after);
      };
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return compileArithmetic(node.value, left, right);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return compileComparison(node.value, left, right);
    case "&":
      return compileConcatenation(left, right);
    case "in":
      return compileMembership(left, right);
    case "..":
      return compileRange(left, right);
    default:
      return decline(`operator ${String(node.value)}`);
  }
}
