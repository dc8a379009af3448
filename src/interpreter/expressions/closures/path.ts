import type { CompileContext } from "./compile-context.ts";
import type { Evaluate, Frame } from "./evaluate.ts";
import { askReference } from "./failures.ts";
import { compileGroup } from "./group.ts";
import { elementsOf, isArray, sequenceOf, unwrap } from "./sequence.ts";
import type { Values } from "./sequence.ts";
import { nameOf } from "./static-scope.ts";
import type { StaticScope } from "./static-scope.ts";
import { compileStep } from "./step.ts";
import type { Step } from "./step.ts";
import type { SyntaxNode } from "./syntax-node.ts";
import { lookup } from "./values.ts";

/** `name`, the member of the context. */
export function compileName(node: SyntaxNode): Evaluate {
  const name = nameOf(node);
  return (input) => lookup(input, name);
}

/** `a.b[c].d`: each step is evaluated for everything that the step before gave. */
export function compilePath(node: SyntaxNode, context: CompileContext): Evaluate {
  const nodes = node.steps!;
  const steps = nodes.map((step, index) => compileStep(step, context, index === nodes.length - 1));
  const walk = compileWalk(nodes, steps, context.scope);
  const { keepSingletonArray = false, group } = node;
  if (!keepSingletonArray && group === undefined) return walk;
  const kept: Evaluate = keepSingletonArray ? (input, frame) => keepSingleton(walk(input, frame)) : walk;
  if (group === undefined) return kept;
  const grouped = compileGroup(group.lhs, context);
  return (input, frame) => grouped(kept(input, frame), frame);
}

function keepSingleton(result: unknown): unknown {
  if (!isArray(result)) return askReference();
  const values = result.cons === true && result.sequence !== true ? sequenceOf(result) : result;
  // The mark counts on sequences only; other arrays may be the state machine's data, which nobody may write to.
  if (values.sequence === true) values.keepSingleton = true;
  return values;
}

/** The steps one after another, from the input on. */
function compileWalk(nodes: readonly SyntaxNode[], steps: readonly Step[], scope: StaticScope): Evaluate {
  const [first] = nodes;
  if (first!.consarray === true) return (input, frame) => fromArray(steps, input, frame);
  const isVariable = first!.type === "variable";
  const general: Evaluate = (input, frame) => {
    // A variable is looked up once; any other first step is evaluated for each element of a context that is an array.
    const items = isArray(input) && !isVariable ? input : [input];
    return takeSteps(steps, 0, items, frame);
  };
  const names = nodes.slice(isVariable ? 1 : 0);
  return names.length > 0 && names.every(isPlainName) && isPlain(first!)
    ? compileNames(nodes, steps, scope, general)
    : general;
}

/** `[…].a`: the array is made once, whatever the context. */
function fromArray(steps: readonly Step[], input: unknown, frame: Frame): unknown {
  const context = isArray(input) ? input : sequenceOf(input);
  const items = steps[0]!.evaluate(context, frame);
  // With a predicate it may be no array; what the reference then does is an accident.
  if (!isArray(items)) return items === undefined && steps.length === 1 ? undefined : askReference();
  return items.length === 0 ? items : takeSteps(steps, 1, items, frame);
}

/** From a step on, with what the one before gave. */
function takeSteps(steps: readonly Step[], from: number, items: Values, frame: Frame): unknown {
  let values = items;
  for (let index = from; index < steps.length; index++) {
    values = steps[index]!.take(values, frame);
    if (values.length === 0) break;
  }
  return values;
}

function isPlain({ stages, predicate, keepArray, group }: SyntaxNode): boolean {
  return stages === undefined && predicate === undefined && keepArray !== true && group === undefined;
}

function isPlainName(node: SyntaxNode): boolean {
  return node.type === "name" && isPlain(node);
}

/** Whether a path reads a member of `$states` that is there without the context object having to be made. */
function readsField([first, second]: readonly SyntaxNode[], scope: StaticScope): boolean {
  if (first!.type !== "variable" || first!.value !== "states" || isDefined("states", scope)) return false;
  return ["input", "result", "errorOutput"].includes(nameOf(second!));
}

function isDefined(name: string, scope: StaticScope | undefined): boolean {
  return scope !== undefined && (scope.places.has(name) || isDefined(name, scope.parent));
}

const readFields: Evaluate = (_input, { evaluation }) => {
  evaluation.remainingSteps -= 1;
  return evaluation.scope.fields;
};

/** `$x.a.b` and `a.b`: as long as no array is met, no sequence is needed. */
function compileNames(
  nodes: readonly SyntaxNode[],
  steps: readonly Step[],
  scope: StaticScope,
  general: Evaluate,
): Evaluate {
  const offset = nodes[0]!.type === "variable" ? 1 : 0;
  const names = nodes.slice(offset).map(nameOf);
  const head = readsField(nodes, scope) ? readFields : offset === 1 ? steps[0]!.evaluate : undefined;
  return (input, frame) => {
    if (head === undefined && isArray(input)) return general(input, frame);
    let value = head === undefined ? input : head(input, frame);
    for (let index = 0; index < names.length; index++) {
      if (value === undefined && index + offset > 0) return undefined;
      if (isArray(value)) return takeSteps(steps, index + offset, elementsOf(value), frame);
      frame.evaluation.remainingSteps -= 1;
      value = lookup(value, names[index]!);
      if (isArray(value)) value = unwrap(value, false);
    }
    return isArray(value) && value.sequence === true ? elementsOf(value) : value;
  };
}
