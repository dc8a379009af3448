import type { CompileContext } from "./compile-context.ts";
import { unset } from "./evaluate.ts";
import type { Evaluate, Frame } from "./evaluate.ts";
import { nameOf, scopeOf } from "./static-scope.ts";
import type { SyntaxNode } from "./syntax-node.ts";

/** `(a; b; c)`: a scope of its own; its value is the last one's. */
export function compileBlock(node: SyntaxNode, context: CompileContext): Evaluate {
  const scope = scopeOf(node.expressions!, context.scope);
  const size = scope.places.size;
  // A block that defines nothing needs no frame.
  const inner = size === 0 ? context : { ...context, scope };
  const expressions = node.expressions!.map((expression) => context.compile(expression, inner));
  const [only] = expressions;
  if (expressions.length === 0) return () => undefined;
  if (expressions.length === 1 && size === 0) return only!;
  return (input, outer) => {
    const frame = size === 0 ? outer : newFrame(outer, size);
    let value: unknown;
    for (let index = 0; index < expressions.length; index++) value = expressions[index]!(input, frame);
    return value;
  };
}

/** A frame whose names are not defined yet. */
export function newFrame(parent: Frame, size: number): Frame {
  const values: unknown[] = [];
  for (let index = 0; index < size; index++) values.push(unset);
  return { parent, values, evaluation: parent.evaluation };
}

/** `$x := a`, in the frame around it. */
export function compileBind(node: SyntaxNode, context: CompileContext): Evaluate {
  const value = context.compile(node.rhs!, context);
  const { index } = context.scope.places.get(nameOf(node.lhs as SyntaxNode))!;
  return (input, frame) => (frame.values[index] = value(input, frame));
}
