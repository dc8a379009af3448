import type { CompileContext } from "./compile-context.ts";
import type { Evaluate, Frame } from "./evaluate.ts";
import { isArray, newSequence, sequenceOf } from "./sequence.ts";
import type { Values } from "./sequence.ts";
import type { SyntaxNode } from "./syntax-node.ts";
import { isNumeric, toBoolean } from "./values.ts";

/** `x[predicate]`: gets x's value as its input. */
export function compileFilter(node: SyntaxNode, context: CompileContext): Evaluate {
  if (node.type === "number") {
    const wanted = Math.floor(node.value as number);
    return (value) => elementAt(isArray(value) ? value : sequenceOf(value), wanted);
  }
  const predicate = context.compile(node, context);
  return (value, frame) => select(predicate, isArray(value) ? value : sequenceOf(value), frame);
}

function elementAt(values: Values, wanted: number): Values {
  const element = values[wanted < 0 ? values.length + wanted : wanted];
  if (element === undefined) return newSequence();
  return isArray(element) ? element : sequenceOf(element);
}

function select(predicate: Evaluate, values: Values, frame: Frame): Values {
  const selected = newSequence();
  for (let index = 0; index < values.length; index++) {
    const element = values[index];
    const result = predicate(element, frame);
    if (typeof result === "boolean") {
      if (result) selected.push(element);
      continue;
    }
    const positions = isNumeric(result) ? [result] : result;
    if (isArray(positions) && areNumbers(positions)) {
      for (const position of positions as readonly number[]) {
        if (placeOf(position, values.length) === index) selected.push(element);
      }
    } else if (toBoolean(positions)) selected.push(element);
  }
  return selected;
}

/** Every element is looked at: a number that is not finite fails. An empty array holds numbers only. */
function areNumbers(values: Values): boolean {
  return values.filter((value) => !isNumeric(value)).length === 0;
}

function placeOf(position: number, length: number): number {
  const place = Math.floor(position);
  return place < 0 ? length + place : place;
}
