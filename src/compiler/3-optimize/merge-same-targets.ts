import type { Block, BlockId, Catcher, ChoiceRule, Region } from "../ir/ir.ts";
import { or } from "../jsonata/build.ts";

/** Neighbouring rules, and neighbouring catchers, that lead to the same block become one: `case "a": case "b":`. */
export function mergeSameTargets(region: Region): Region {
  const blocks = new Map<BlockId, Block>();
  for (const [id, block] of region.blocks) {
    const { terminator } = block;
    if (terminator.kind === "choice" && terminator.isGuard !== true) {
      blocks.set(id, { ...block, terminator: { ...terminator, rules: mergeRules(terminator.rules) } });
    } else if (terminator.kind === "effect") {
      blocks.set(id, { ...block, terminator: { ...terminator, catchers: mergeCatchers(terminator.catchers) } });
    } else blocks.set(id, block);
  }
  return { ...region, blocks };
}

function mergeRules(rules: readonly ChoiceRule[]): readonly ChoiceRule[] {
  const merged: ChoiceRule[] = [];
  for (const rule of rules) {
    const last = merged.at(-1);
    if (last?.target !== rule.target) merged.push(rule);
    else merged[merged.length - 1] = { ...last, condition: or(last.condition, rule.condition) };
  }
  return merged;
}

/** States.ALL must stand alone. */
function mergeCatchers(catchers: readonly Catcher[]): readonly Catcher[] {
  const merged: Catcher[] = [];
  for (const catcher of catchers) {
    const last = merged.at(-1);
    const isSame = last?.target === catcher.target && last.variable === catcher.variable;
    if (!isSame || catcher.errors.includes("States.ALL")) merged.push(catcher);
    else merged[merged.length - 1] = { ...last, errors: [...new Set([...last.errors, ...catcher.errors])] };
  }
  return merged;
}
