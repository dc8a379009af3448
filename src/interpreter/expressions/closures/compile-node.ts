import { compileApply } from "./apply.ts";
import { compileArray } from "./array.ts";
import { compileBinary } from "./binary.ts";
import { compileBind, compileBlock } from "./block.ts";
import { compileCall } from "./call.ts";
import type { CompileContext } from "./compile-context.ts";
import { compileCondition } from "./condition.ts";
import type { Evaluate } from "./evaluate.ts";
import { decline } from "./failures.ts";
import { compileFilter } from "./filter.ts";
import { compileGroup, compileObject } from "./group.ts";
import { compileLambda } from "./lambda.ts";
import { compileNegation } from "./negation.ts";
import { compileName, compilePath } from "./path.ts";
import { compilePartial } from "./partial.ts";
import { compileRegex } from "./regex.ts";
import { unwrap } from "./sequence.ts";
import type { SyntaxNode } from "./syntax-node.ts";
import { compileVariable } from "./variable.ts";
import { compileDescendants, compileWildcard } from "./wildcard.ts";

type Compile = (node: SyntaxNode, context: CompileContext) => Evaluate;

// A node of any other type (`%`, `|…|`) is the reference's.
const compilers: Readonly<Record<string, Compile>> = {
  path: compilePath,
  name: compileName,
  string: compileLiteral,
  number: compileLiteral,
  value: compileLiteral,
  variable: compileVariable,
  binary: compileBinary,
  unary: compileUnary,
  condition: compileCondition,
  block: compileBlock,
  bind: compileBind,
  function: compileCall,
  lambda: compileLambda,
  partial: compilePartial,
  apply: compileApply,
  regex: compileRegex,
  wildcard: compileWildcard,
  descendant: compileDescendants,
};

/** Compiles a node with what every kind of node can carry: predicates, a group and `[]`. */
export function compileNode(node: SyntaxNode, context: CompileContext): Evaluate {
  if (node.tuple === true || node.focus !== undefined || node.index !== undefined || node.ancestor !== undefined)
    decline("@, # or %");
  const compile = Object.hasOwn(compilers, node.type) ? compilers[node.type] : undefined;
  if (compile === undefined) return decline(node.type);
  let evaluate = compile(node, context);
  for (const { expr } of node.predicate ?? []) evaluate = filtered(evaluate, compileFilter(expr, context));
  // A path groups what its steps gave before it is unwrapped.
  if (node.group !== undefined && node.type !== "path")
    evaluate = filtered(evaluate, compileGroup(node.group.lhs, context));
  return finished(evaluate, node, context);
}

function filtered(evaluate: Evaluate, filter: Evaluate): Evaluate {
  return (input, frame) => filter(evaluate(input, frame), frame);
}

/** What comes after every node: the step is counted and a sequence is unwrapped. */
function finished(evaluate: Evaluate, node: SyntaxNode, { isCounted }: CompileContext): Evaluate {
  const keepArray = node.keepArray === true;
  if (isCounted) {
    return (input, frame) => {
      frame.evaluation.remainingSteps -= 1;
      const value = evaluate(input, frame);
      return typeof value === "object" ? unwrap(value, keepArray) : value;
    };
  }
  if (!keepArray && isNeverSequence(node)) return evaluate;
  return (input, frame) => {
    const value = evaluate(input, frame);
    return typeof value === "object" ? unwrap(value, keepArray) : value;
  };
}

/** Whether the result needs no unwrapping: nothing follows a node that gives no sequence, or one that was unwrapped. */
function isNeverSequence({ type, value, predicate, group }: SyntaxNode): boolean {
  if (predicate !== undefined) return false;
  if (group !== undefined) return type !== "path";
  if (type === "binary") return value !== "..";
  return ["string", "number", "value", "unary", "regex", "lambda", "condition", "block", "bind"].includes(type);
}

function compileLiteral({ value }: SyntaxNode): Evaluate {
  return () => value;
}

function compileUnary(node: SyntaxNode, context: CompileContext): Evaluate {
  switch (node.value) {
    case "[":
      return compileArray(node, context);
    case "{":
      return compileObject(node, context);
    case "-":
      return compileNegation(node, context);
    default:
      return decline(`unary ${String(node.value)}`);
  }
}
