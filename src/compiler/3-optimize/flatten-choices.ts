import type { Block, BlockId, Choice, ChoiceRule, Region, Terminator } from "../ir/ir.ts";
import { and } from "../jsonata/build.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { oppositeOf } from "./opposite-of.ts";

/** Makes one Choice of an else-if chain and of an if directly inside an if; drops rules that are decided already. */
export function flattenChoices(region: Region): Region {
  const blocks = new Map<BlockId, Block>();
  for (const [id, block] of region.blocks) {
    const { terminator } = block;
    blocks.set(id, terminator.kind === "choice" ? { ...block, terminator: flatten(terminator, id, region) } : block);
  }
  return { ...region, blocks };
}

function flatten(choice: Choice, id: BlockId, region: Region): Terminator {
  const rules: ChoiceRule[] = [];
  const { otherwise } = expand(choice, undefined, { rules, region, seen: new Set([id]) });
  const reachable = dropDecided(rules, otherwise);
  if (reachable.rules.length === 0) return { kind: "goto", target: reachable.otherwise };
  return invertLast({ ...choice, ...reachable });
}

interface Expansion {
  readonly rules: ChoiceRule[];
  readonly region: Region;
  readonly seen: ReadonlySet<BlockId>;
}

/** Appends the rules of a choice, each under the condition that leads to it; returns where none of them goes. */
function expand(choice: Choice, guard: JsonataNode | undefined, expansion: Expansion): { readonly otherwise: BlockId } {
  const { rules, region, seen } = expansion;
  for (const rule of choice.rules) {
    const condition = guard === undefined ? rule.condition : and(guard, rule.condition);
    const inner = pureChoiceAt(rule.target, region, seen);
    // Only the outermost level: conditions would repeat at each further one.
    if (inner === undefined || guard !== undefined || inner.rules.length > 1) {
      rules.push({ condition, target: rule.target });
      continue;
    }
    const { otherwise } = expand(inner, condition, { rules, region, seen: new Set([...seen, rule.target]) });
    rules.push({ condition, target: otherwise });
  }
  const next = guard === undefined ? pureChoiceAt(choice.otherwise, region, seen) : undefined;
  if (next === undefined) return { otherwise: choice.otherwise };
  return expand(next, undefined, { rules, region, seen: new Set([...seen, choice.otherwise]) });
}

/** The choice at a block that does nothing else. */
function pureChoiceAt(id: BlockId, region: Region, seen: ReadonlySet<BlockId>): Choice | undefined {
  const block = region.blocks.get(id)!;
  return block.assigns.length === 0 && block.terminator.kind === "choice" && !seen.has(id)
    ? block.terminator
    : undefined;
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
