import { countReads } from "../ir/count-reads.ts";
import type { Assign, Block, BlockId, Region } from "../ir/ir.ts";
import type { Variable } from "../ir/variable.ts";
import { allExpressions } from "../ir/walk-region.ts";
import { block as blockNode, conditional, local, nothing, object, poison } from "../jsonata/build.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { replace, type Substitution } from "../jsonata/substitute.ts";
import { isPlainPath, mayBeMissing, someNode } from "../jsonata/walk.ts";
import { unreachable } from "../unreachable.ts";
import { foldPure } from "./fold-pure.ts";

/** A region as one expression, or why it cannot be one. */
export type FoldedRegion =
  | { readonly value: JsonataNode }
  /** `state`: something in it must be a state of its own; `loop`: a way leads back; `size`: too much would be repeated. */
  | { readonly problem: "state" | "loop" | "size" };

export interface FoldOptions {
  /** Gives a local name that is used nowhere else, near to the one wanted. */
  readonly fresh: (wanted: string) => string;
}

/** How many blocks may be visited: one that several ways reach is repeated on each. */
const mostVisits = 200;

/**
 * Makes one expression of a region that only calculates: what it returns, with its own variables substituted away.
 *
 * A choice becomes a conditional expression; a block where ways meet again is repeated on each of them, unless an optimizer
 * pass has made a value of what differs.
 */
export function foldRegion(whole: Region, { fresh }: FoldOptions): FoldedRegion {
  if (allExpressions(whole).some((node) => someNode(node, ({ kind }) => kind === "poison"))) return { value: poison };
  const region = foldPure(whole);
  const fold: Fold = { region, fresh, reads: countReads(region), names: new Map(), path: new Set(), visits: 0 };
  const folded = foldBlock(region.entry, new Map(), fold);
  return typeof folded === "string" ? { problem: folded } : { value: folded };
}

interface Fold {
  readonly region: Region;
  readonly fresh: FoldOptions["fresh"];
  readonly reads: ReadonlyMap<Variable, number>;
  /** A repeated block binds the same name on each way. */
  readonly names: Map<Assign, string>;
  /** The blocks on the way to the current one. */
  readonly path: Set<BlockId>;
  visits: number;
}

type Problem = Extract<FoldedRegion, { problem: unknown }>["problem"];

function foldBlock(id: BlockId, before: Substitution, fold: Fold): JsonataNode | Problem {
  if (fold.path.has(id)) return "loop";
  fold.visits += 1;
  if (fold.visits > mostVisits) return "size";
  fold.path.add(id);
  const block = fold.region.blocks.get(id)!;
  const values = new Map(before);
  const bindings: { name: string; value: JsonataNode }[] = [];
  for (const assign of block.assigns) {
    const { value, bound } = bind(assign, replace(assign.value, values), fold);
    values.set(assign.variable, value);
    if (bound !== undefined) bindings.push(bound);
  }
  const result = foldTerminator(block, values, fold);
  fold.path.delete(id);
  return typeof result === "string" ? result : withBindings(bindings, result);
}

/** A name that only says what the result is would be noise. */
function withBindings(bindings: readonly { name: string; value: JsonataNode }[], result: JsonataNode): JsonataNode {
  const last = bindings.at(-1);
  return result.kind === "local" && last?.name === result.name
    ? withBindings(bindings.slice(0, -1), last.value)
    : blockNode(bindings, result);
}

interface Bound {
  readonly value: JsonataNode;
  readonly bound: { readonly name: string; readonly value: JsonataNode } | undefined;
}

/** What stands for a variable from here on: its value, or a local name where the value is read again and again. */
function bind(assign: Assign, value: JsonataNode, fold: Fold): Bound {
  // A box is needed only where a state keeps the value.
  const boxed = boxedValue(value);
  if (boxed !== undefined) {
    const inner = bindPlain(assign, boxed, fold);
    return { ...inner, value: object([["v", inner.value]]) };
  }
  return bindPlain(assign, value, fold);
}

function bindPlain(assign: Assign, value: JsonataNode, fold: Fold): Bound {
  const isReadOnce = (fold.reads.get(assign.variable) ?? 0) <= 1;
  if (isReadOnce || isPlainPath(value)) return { value, bound: undefined };
  const known = fold.names.get(assign);
  const isFirst = ![...fold.names.keys()].some(({ variable }) => variable === assign.variable);
  const name = known ?? (isFirst ? assign.variable.name : fold.fresh(assign.variable.name));
  fold.names.set(assign, name);
  return { value: local(name, mayBeMissing(value)), bound: { name, value } };
}

/** What a box holds; `undefined` for a value that is none. */
function boxedValue(value: JsonataNode): JsonataNode | undefined {
  if (value.kind === "conditional") {
    const [whenTrue, whenFalse] = [boxedValue(value.whenTrue), boxedValue(value.whenFalse)];
    return whenTrue === undefined || whenFalse === undefined ? undefined : conditional(value.test, whenTrue, whenFalse);
  }
  if (value.kind !== "object" || value.members.length > 1) return undefined;
  const [held] = value.members;
  if (held === undefined) return nothing;
  return held.key.kind === "literal" && held.key.value === "v" ? held.value : undefined;
}

function foldTerminator({ terminator }: Block, values: Substitution, fold: Fold): JsonataNode | Problem {
  switch (terminator.kind) {
    case "return":
      return replace(terminator.value, values);
    case "goto":
    case "pass":
      return foldBlock(terminator.target, values, fold);
    case "choice": {
      let otherwise = foldBlock(terminator.otherwise, values, fold);
      for (const { condition, target } of terminator.rules.toReversed()) {
        const way = foldBlock(target, values, fold);
        if (typeof way === "string" || typeof otherwise === "string") return typeof way === "string" ? way : otherwise;
        otherwise = conditional(replace(condition, values), way, otherwise);
      }
      return otherwise;
    }
    case "effect":
    case "fail":
      return "state";
    default:
      return unreachable(terminator);
  }
}
