import type { Assign, Block, BlockId, Choice, ChoiceRule, Region, Terminator } from "../ir/ir.ts";
import { and } from "../jsonata/build.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { substitute } from "../jsonata/substitute.ts";
import { canFail, depthOf, isVolatile } from "../jsonata/walk.ts";
import { oppositeOf } from "./opposite-of.ts";
import { parallelAssigns } from "./parallel-assigns.ts";

/** A Choice with more rules than this is harder to read than two. */
const mostRules = 10;
/** Conditions repeat what leads to them, so they are nested this far and no further. */
const deepestNesting = 2;
const deepestCondition = 24;

/**
 * Makes one Choice of choices that follow each other: of an else-if chain, of an if inside an if, of an if at the end of a
 * loop and the loop's own test. What is assigned between them rides on the way out.
 */
export function flattenChoices(region: Region): Region {
  const blocks = new Map(region.blocks);
  let nextId = Math.max(...blocks.keys()) + 1;
  const edge = (assigns: readonly Assign[], target: BlockId): BlockId => {
    if (assigns.length === 0) return target;
    blocks.set(nextId, { assigns, terminator: { kind: "goto", target } });
    return nextId++;
  };
  for (const [id, block] of region.blocks) {
    const { terminator } = block;
    if (terminator.kind !== "choice") continue;
    blocks.set(id, { ...block, terminator: flatten(terminator, id, { region, edge, rules: [] }) });
  }
  return { ...region, blocks };
}

interface Expansion {
  readonly region: Region;
  /** A block that assigns on the way to another. */
  readonly edge: (assigns: readonly Assign[], target: BlockId) => BlockId;
  /** The rules so far. */
  readonly rules: ChoiceRule[];
}

function flatten(choice: Choice, id: BlockId, expansion: Expansion): Terminator {
  const start: Level = { guard: undefined, assigns: [], seen: new Set([id]), nesting: 0 };
  const { rules } = expansion;
  const otherwise = expand(choice, start, expansion);
  const reachable = dropDecided(rules, otherwise);
  if (reachable.rules.length === 0) return { kind: "goto", target: reachable.otherwise };
  return invertLast({ ...choice, ...reachable });
}

/** Where an inner choice stands: under which condition, and after which assignments. */
interface Level {
  readonly guard: JsonataNode | undefined;
  readonly assigns: readonly Assign[];
  readonly seen: ReadonlySet<BlockId>;
  readonly nesting: number;
}

/** Appends the rules of a choice, each under the condition that leads to it; returns where none of them goes. */
function expand(choice: Choice, level: Level, expansion: Expansion): BlockId {
  const { rules, edge } = expansion;
  const { guard, assigns } = level;
  const values = parallelAssigns(assigns);
  for (const rule of choice.rules) {
    const own = substitute(rule.condition, values);
    const condition = guard === undefined ? own : and(guard, own);
    const inner = choiceAt(rule.target, level, expansion);
    const isRepeatable = depthOf(condition) <= deepestCondition && !isVolatile(condition);
    const canNest = inner !== undefined && level.nesting < deepestNesting && isRepeatable;
    const target = canNest
      ? expand(inner.choice, { ...inner.level, guard: condition, nesting: level.nesting + 1 }, expansion)
      : edge(assigns, rule.target);
    rules.push({ condition, target });
  }
  const next = choiceAt(choice.otherwise, level, expansion);
  return next === undefined ? edge(assigns, choice.otherwise) : expand(next.choice, next.level, expansion);
}

/** The choice at a block that does nothing else but assign what cannot fail and stays the same, if its rules still fit. */
function choiceAt(
  id: BlockId,
  { guard, assigns, seen, nesting }: Level,
  { region, rules }: Expansion,
): { readonly choice: Choice; readonly level: Level } | undefined {
  const block: Block = region.blocks.get(id)!;
  if (block.terminator.kind !== "choice" || block.terminator.isGuard === true || seen.has(id)) return undefined;
  if (rules.length + block.terminator.rules.length > mostRules) return undefined;
  const all = [...assigns, ...block.assigns];
  const isFixed = ({ value }: Assign): boolean =>
    !canFail(value) && !isVolatile(value) && depthOf(value) <= deepestCondition;
  if (!all.every(isFixed)) return undefined;
  return { choice: block.terminator, level: { guard, assigns: all, seen: new Set([...seen, id]), nesting } };
}

function dropDecided(
  rules: readonly ChoiceRule[],
  otherwise: BlockId,
): { rules: readonly ChoiceRule[]; otherwise: BlockId } {
  const open = rules.filter(({ condition }) => !(condition.kind === "literal" && condition.value === false));
  const decided = open.findIndex(({ condition }) => condition.kind === "literal" && condition.value === true);
  return decided < 0 ? { rules: open, otherwise } : { rules: open.slice(0, decided), otherwise: open[decided]!.target };
}

/** `if (!a) x else y` reads better, and gives its catchers away, as `if (a) y else x`. */
function invertLast(choice: Choice): Choice {
  const last = choice.rules.at(-1)!;
  const opposite = choice.isGuard === true ? undefined : oppositeOf(last.condition);
  if (opposite === undefined) return choice;
  const inverted: ChoiceRule = { condition: opposite, target: choice.otherwise };
  return { ...choice, rules: [...choice.rules.slice(0, -1), inverted], otherwise: last.target };
}
