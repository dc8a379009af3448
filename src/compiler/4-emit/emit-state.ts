import type { Catcher, ChoiceRule, ChoiceState, ParallelState, State, TaskState, WaitState } from "#asl";
import { bug } from "../diagnostics/bug.ts";
import type { Choice, Effect, EffectTerminator, Fail, TaskEffect, Terminator, WaitEffect } from "../ir/ir.ts";
import { regionsOf } from "../ir/walk-region.ts";
import { object, path, states } from "../jsonata/build.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { substitute } from "../jsonata/substitute.ts";
import { unreachable } from "../unreachable.ts";
import { caughtError } from "./caught-error.ts";
import { emitMap } from "./emit-map.ts";
import type { Edge, RegionEmitter, Values } from "./emit-region.ts";
import { emitExpression, emitOutput, emitTemplate } from "./template.ts";

/** Emits the state that a block ends in; `values` is put in place of variables where the state is the first. */
export function emitState(terminator: Terminator, values: Values, emitter: RegionEmitter): State {
  switch (terminator.kind) {
    case "choice":
      return emitChoice(terminator, values, emitter);
    case "effect":
      return emitEffect(terminator, values, emitter);
    case "pass":
      return { Type: "Pass", ...way(emitter.edge(terminator.target, values)) };
    case "fail":
      return emitFail(terminator, values);
    // Reached only where a workflow has no other state: elsewhere a return is the output of the state before.
    case "return":
      return { Type: "Succeed", Output: emitOutput(substitute(terminator.value, values)) };
    case "goto":
      return bug("a jump is no state");
    default:
      return unreachable(terminator);
  }
}

/** The fields of an edge on a state that can end the execution itself. */
function way(edge: Edge): Pick<TaskState, "Assign" | "Output" | "Next" | "End"> {
  if (edge.kind === "end") return { Output: edge.output, End: true };
  return { ...(edge.assign === undefined ? {} : { Assign: edge.assign }), Next: edge.next };
}

/** The fields of an edge that needs a state to go to. */
function wayToState(edge: Edge, emitter: RegionEmitter): Pick<ChoiceRule, "Assign" | "Output" | "Next"> {
  if (edge.kind === "end") return { Output: edge.output, Next: emitter.succeed() };
  return { ...(edge.assign === undefined ? {} : { Assign: edge.assign }), Next: edge.next };
}

function emitChoice(choice: Choice, values: Values, emitter: RegionEmitter): ChoiceState {
  const rules = choice.rules.map(({ condition, target }) => ({
    Condition: emitExpression(substitute(condition, values)),
    ...wayToState(emitter.edge(target, values), emitter),
  }));
  // Assign and Output of the state itself are those of its Default.
  const { Next, ...otherwise } = wayToState(emitter.edge(choice.otherwise, values), emitter);
  return { Type: "Choice", Choices: rules, Default: Next, ...otherwise };
}

function emitFail({ error, cause }: Fail, values: Values): State {
  const text = (node: JsonataNode): string => {
    const value = emitTemplate(substitute(node, values));
    return typeof value === "string" ? value : String(value);
  };
  return { Type: "Fail", Error: text(error), Cause: text(cause) };
}

function emitEffect(terminator: EffectTerminator, values: Values, emitter: RegionEmitter): State {
  const { effect, result, target } = terminator;
  const whole = effect.kind === "task" ? path(states("result"), ...effect.valuePath) : states("result");
  const after = result === undefined ? values : new Map([...values, [result, whole]]);
  const onward = way(emitter.edge(target, after, keptOf(terminator, whole, emitter)));
  // A Wait has no Catch: nothing in it can fail.
  if (effect.kind === "wait") return emitWait(effect, values, onward);
  const rest = { ...onward, ...emitCatch(terminator, values, emitter) };
  switch (effect.kind) {
    case "task":
      return emitTask(effect, values, rest);
    case "parallel":
      return { Type: "Parallel", Branches: effect.branches.map(emitter.nested), ...rest } satisfies ParallelState;
    case "map":
      return emitMap(effect, { values, rest, name: emitter.names.of(terminator) }, emitter);
    default:
      return unreachable(effect);
  }
}

export type Rest = Pick<TaskState, "Assign" | "Output" | "Next" | "End" | "Catch">;

/** Of a result that is stored: the members that are read, where its type lists more. */
function keptOf({ result, resultMembers }: EffectTerminator, whole: JsonataNode, { members }: RegionEmitter): Values {
  const wanted = result === undefined ? undefined : members.get(result);
  if (
    result === undefined ||
    wanted === undefined ||
    resultMembers === undefined ||
    wanted.size >= resultMembers.length
  )
    return new Map();
  // A member the result lacks leaves no key: each may be missing.
  const kept = object(
    [...wanted].map((name) => [name, { kind: "member", object: whole, name, missing: true }] as const),
  );
  return new Map([[result, kept]]);
}

function emitTask(effect: TaskEffect, values: Values, rest: Rest): TaskState {
  const seconds = (node: JsonataNode | undefined): number | string | undefined =>
    node && (emitTemplate(substitute(node, values)) as number | string);
  const [timeout, heartbeat] = [seconds(effect.timeoutSeconds), seconds(effect.heartbeatSeconds)];
  return {
    Type: "Task",
    Resource: effect.resource,
    Arguments: emitTemplate(substitute(effect.arguments, values)),
    ...(timeout === undefined ? {} : { TimeoutSeconds: timeout }),
    ...(heartbeat === undefined ? {} : { HeartbeatSeconds: heartbeat }),
    ...(effect.retry.length === 0 ? {} : { Retry: effect.retry }),
    ...rest,
  };
}

function emitWait({ until, value }: WaitEffect, values: Values, rest: Omit<Rest, "Catch">): WaitState {
  const field = until === "seconds" ? "Seconds" : "Timestamp";
  return { Type: "Wait", [field]: emitTemplate(substitute(value, values)), ...rest };
}

/** Whether an effect, or one inside it, is a task with such a resource. */
function someTask(effect: Effect, isWanted: (resource: string) => boolean): boolean {
  if (effect.kind === "task") return isWanted(effect.resource);
  return regionsOf(effect).some(({ blocks }) =>
    [...blocks.values()].some(
      ({ terminator }) => terminator.kind === "effect" && someTask(terminator.effect, isWanted),
    ),
  );
}

function emitCatch(
  terminator: EffectTerminator,
  values: Values,
  emitter: RegionEmitter,
): { readonly Catch?: readonly Catcher[] } {
  if (terminator.catchers.length === 0) return {};
  const ways = {
    mayBeNull: someTask(terminator.effect, (resource) => resource.endsWith(".waitForTaskToken")),
    mayBeCalled: someTask(terminator.effect, (resource) => resource.endsWith(":startExecution.sync:2")),
  };
  const Catch = terminator.catchers.map(({ errors, variable, target }): Catcher => {
    const caught = new Map([...values, [variable, caughtError(emitter.members.get(variable), ways)]]);
    return { ErrorEquals: errors, ...wayToState(emitter.edge(target, caught), emitter) };
  });
  return { Catch };
}
