import type { CompileContext } from "./compile-context.ts";
import type { Evaluate, Frame } from "./evaluate.ts";
import { decline } from "./failures.ts";
import { compileFilter } from "./filter.ts";
import { isArray, newSequence } from "./sequence.ts";
import type { Values } from "./sequence.ts";
import { compileSort } from "./sort-step.ts";
import type { SyntaxNode } from "./syntax-node.ts";

/** One step of a path. */
export interface Step {
  /** For one context, without the step's own predicates. */
  readonly evaluate: Evaluate;
  /** For each of some values; what they give is put into one sequence. */
  readonly take: (values: Values, frame: Frame) => Values;
}

export function compileStep(node: SyntaxNode, context: CompileContext, isLast: boolean): Step {
  const stages = (node.stages ?? []).map(({ type, expr }) =>
    type === "filter" ? compileFilter(expr, context) : decline("an index stage"),
  );
  if (node.type === "sort") {
    const sort = compileSort(node, context);
    const take = (values: Values, frame: Frame): Values => applyStages(stages, sort(values, frame), frame) as Values;
    return { evaluate: () => decline("a sort step on its own"), take };
  }
  const evaluate = context.compile(node, context);
  const whole: Evaluate =
    stages.length === 0 ? evaluate : (input, frame) => applyStages(stages, evaluate(input, frame), frame);
  return { evaluate, take: (values, frame) => takeEach(whole, values, frame, isLast) };
}

function applyStages(stages: readonly Evaluate[], value: unknown, frame: Frame): unknown {
  let result = value;
  for (const stage of stages) result = stage(result, frame);
  return result;
}

function takeEach(evaluate: Evaluate, values: Values, frame: Frame, isLast: boolean): Values {
  const results: unknown[] = [];
  for (let index = 0; index < values.length; index++) {
    const result = evaluate(values[index], frame);
    if (result !== undefined) results.push(result);
  }
  const [only] = results;
  // The last step may give an array as it is.
  if (isLast && results.length === 1 && isArray(only) && only.sequence !== true) return only;
  const flat = newSequence();
  for (let index = 0; index < results.length; index++) {
    const result = results[index];
    if (!isArray(result) || result.cons === true) flat.push(result);
    else for (let inner = 0; inner < result.length; inner++) flat.push(result[inner]);
  }
  return flat;
}
