import type { Branch, JsonataTemplate, State } from "#asl";
import { bug } from "../diagnostics/bug.ts";
import type { Block, BlockId, IrPlace, Region, Terminator } from "../ir/ir.ts";
import { countReads } from "../ir/count-reads.ts";
import { livenessOf, type Liveness } from "../ir/liveness.ts";
import type { Variable } from "../ir/variable.ts";
import { allExpressions, predecessorCounts, regionsOf, successorsOf } from "../ir/walk-region.ts";
import { trueLiteral } from "../jsonata/build.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { substitute, variablesOf } from "../jsonata/substitute.ts";
import { canFail, deepestExpression, depthOf, isVolatile, readsTime } from "../jsonata/walk.ts";
import { parallelAssigns } from "../3-optimize/parallel-assigns.ts";
import type { MembersRead } from "../ir/members-read.ts";
import { passName } from "../3-optimize/split-blocks.ts";
import type { SourcePlace } from "../output.ts";
import { emitState } from "./emit-state.ts";
import type { StateNames } from "./state-names.ts";
import { emitOutput, emitTemplate } from "./template.ts";

/** What emitting one workflow shares. */
export interface EmitContext {
  readonly names: StateNames;
  readonly members: MembersRead;
  readonly sourceMap: Record<string, SourcePlace>;
  /** The label of a distributed Map by the name of its state: shorter, and unique too. */
  readonly label: (stateName: string) => string;
}

/** What variables stand for in terms of what holds when a state is entered. */
export type Values = ReadonlyMap<Variable, JsonataNode>;

/** A way out of a state: assigns and goes on, or ends with an output. */
export type Edge =
  | { readonly kind: "next"; readonly assign: Assignments | undefined; readonly next: string }
  | { readonly kind: "end"; readonly output: JsonataTemplate };

export type Assignments = Readonly<Record<string, JsonataTemplate>>;

/** Emits the states of one region, as seen by the emitter of a single state. */
export interface RegionEmitter extends EmitContext {
  /**
   * The edge to a block, where `values` holds what was assigned on the way so far. `kept` says what of a value is kept
   * where it must be stored whole.
   */
  readonly edge: (target: BlockId, values: Values, kept?: Values) => Edge;
  /** The name of a Succeed state that passes on what reached it. */
  readonly succeed: () => string;
  readonly nested: (region: Region) => Branch;
}

/**
 * Turns blocks into states. A block's assignments ride on the edges that lead into it; before the first state there is no
 * edge, so there they are put in place of the variables.
 */
export function emitRegion(region: Region, context: EmitContext): Branch {
  const liveness = livenessOf(region);
  const states: Record<string, State> = {};
  const emitted = new Map<BlockId, string>();
  let succeedName: string | undefined;

  const stateAt = (id: BlockId, values: Values = new Map()): string => {
    const known = emitted.get(id);
    if (known !== undefined) return known;
    const { terminator } = blockOf(region, id);
    const name = context.names.of(terminator);
    emitted.set(id, name);
    if ("place" in terminator) context.sourceMap[name] = sourceOf(terminator.place);
    // Reserve the place, so that states appear in the order in which they are reached.
    states[name] = { Type: "Succeed" };
    states[name] = emitState(terminator, values, emitter);
    return name;
  };
  const emitter: RegionEmitter = {
    ...context,
    edge(target, values, kept = new Map()) {
      const reached = follow(region, target, values);
      const { terminator } = blockOf(region, reached.target);
      if (terminator.kind === "return") {
        return { kind: "end", output: emitOutput(substitute(terminator.value, reached.values)) };
      }
      const stored = new Map([...reached.values].map(([variable, value]) => [variable, kept.get(variable) ?? value]));
      const assign = assignmentsOf(stored, liveness.atTerminator.get(reached.target)!);
      return { kind: "next", assign, next: stateAt(reached.target) };
    },
    succeed() {
      if (succeedName === undefined) {
        succeedName = context.names.fresh("Succeed");
        states[succeedName] = { Type: "Succeed" };
      }
      return succeedName;
    },
    nested: (inner) => emitRegion(inner, context),
  };
  const startAt = emitEntry(region, liveness, { emitter, stateAt, states });
  return { StartAt: startAt, States: inOrder(states) };
}

interface EntryOptions {
  readonly emitter: RegionEmitter;
  readonly stateAt: (id: BlockId, values?: Values) => string;
  readonly states: Record<string, State>;
}

function emitEntry(region: Region, liveness: Liveness, { emitter, stateAt, states }: EntryOptions): string {
  const { target, values } = follow(region, region.entry, new Map());
  const block = blockOf(region, target);
  // A state that is entered again, from elsewhere or around a loop, would read what held at the beginning.
  const isEnteredOnce = predecessorCounts(region).get(target) === 1 && !isInLoop(region, target);
  if (isEnteredOnce && canSubstitute(block.terminator, values, countReads(region))) return stateAt(target, values);
  const assign = assignmentsOf(values, liveness.atTerminator.get(target)!);
  if (assign === undefined) return stateAt(target);
  const name = emitter.names.fresh(
    passName({ assigns: liveAssigns(values, liveness.atTerminator.get(target)!), terminator: block.terminator }),
  );
  if ("place" in block.terminator) emitter.sourceMap[name] = sourceOf(block.terminator.place);
  states[name] = { Type: "Succeed" };
  const next = stateAt(target);
  states[name] = { Type: "Pass", Assign: assign, Next: next };
  return name;
}

function sourceOf({ file, line, column }: IrPlace): SourcePlace {
  return { file, line, column };
}

function isInLoop(region: Region, id: BlockId): boolean {
  const reached = new Set(successorsOf(blockOf(region, id).terminator));
  for (const next of reached) for (const target of successorsOf(blockOf(region, next).terminator)) reached.add(target);
  return reached.has(id);
}

/**
 * Whether the first state can have values put in place of variables: not where a region inside it reads them, not what would
 * be evaluated twice although each time gives another value, and not what may fail outside of the try that the state is in.
 */
function canSubstitute(terminator: Terminator, values: Values, reads: ReadonlyMap<Variable, number>): boolean {
  const isRepeated = ([variable, value]: readonly [Variable, JsonataNode]): boolean =>
    (reads.get(variable) ?? 0) > 1 && isVolatile(value);
  if (terminator.kind !== "return" && [...values].some(isRepeated)) return false;
  const hasCatch = terminator.kind === "effect" && terminator.catchers.length > 0;
  if (hasCatch && [...values.values()].some(canFail)) return false;
  const nested = terminator.kind === "effect" ? regionsOf(terminator.effect).flatMap(allExpressions) : [];
  if (nested.some((node) => [...variablesOf(node)].some((variable) => values.has(variable)))) return false;
  return [...values.values()].every((value) => depthOf(value) <= deepestExpression / 2);
}

/** Goes through blocks that are no states, and choices that are decided already, collecting what is assigned. */
function follow(region: Region, start: BlockId, values: Values): { readonly target: BlockId; readonly values: Values } {
  let [target, current] = [start, values];
  const passed = new Set<BlockId>();
  for (;;) {
    const { assigns, terminator } = blockOf(region, target);
    current = parallelAssigns(assigns, current);
    const isAgain = passed.has(target);
    passed.add(target);
    if (terminator.kind === "goto" && isAgain) return bug("a loop without a state");
    // A choice that is decided each time round is a loop of its own, which only an execution can end.
    const next =
      terminator.kind === "goto" ? terminator.target : isAgain ? undefined : decidedTarget(terminator, current, region);
    if (next === undefined) return { target, values: current };
    target = next;
  }
}

/** Where a choice goes for certain, given what is known of the variables. */
function decidedTarget(terminator: Terminator, values: Values, region: Region): BlockId | undefined {
  if (terminator.kind !== "choice" || values.size === 0) return undefined;
  for (const { condition, target } of [...terminator.rules, { condition: trueLiteral, target: terminator.otherwise }]) {
    const known = substitute(condition, values);
    if (known.kind !== "literal") return undefined;
    if (known.value === true) return ridesOn(target, region) ? target : undefined;
  }
  return undefined;
}

/** What may fail does not move to another state, which may be in a try where this is not; nor what asks for the time. */
function ridesOn(id: BlockId, region: Region): boolean {
  const stays = (node: JsonataNode): boolean => canFail(node) || readsTime(node);
  const { assigns, terminator } = blockOf(region, id);
  if (assigns.some(({ value }) => stays(value))) return false;
  if (terminator.kind === "goto") return ridesOn(terminator.target, region);
  return terminator.kind !== "return" || !stays(terminator.value);
}

function blockOf(region: Region, id: BlockId): Block {
  return region.blocks.get(id) ?? bug(`block ${id} does not exist`);
}

function liveAssigns(values: Values, live: ReadonlySet<Variable>): Block["assigns"] {
  return [...values]
    .filter(([variable, value]) => live.has(variable) && !(value.kind === "reference" && value.variable === variable))
    .map(([variable, value]) => ({ variable, value }));
}

function assignmentsOf(values: Values, live: ReadonlySet<Variable>): Assignments | undefined {
  const assigns = liveAssigns(values, live);
  if (assigns.length === 0) return undefined;
  return Object.fromEntries(assigns.map(({ variable, value }) => [variable.name, emitTemplate(value)]));
}

/** Ends last, as a reader expects. */
function inOrder(states: Readonly<Record<string, State>>): Readonly<Record<string, State>> {
  const entries = Object.entries(states);
  const isEnd = ([, state]: readonly [string, State]): boolean => state.Type === "Succeed" || state.Type === "Fail";
  return Object.fromEntries([...entries.filter((entry) => !isEnd(entry)), ...entries.filter(isEnd)]);
}
