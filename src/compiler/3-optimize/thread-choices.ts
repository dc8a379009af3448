import type { Block, BlockId, Choice, Region } from "../ir/ir.ts";
import type { Variable } from "../ir/variable.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { isSameNode } from "../jsonata/is-same-node.ts";
import { variablesOf } from "../jsonata/substitute.ts";

/**
 * A choice that leads to another whose outcome is known by then jumps straight to where that one would go: after
 * `if (!done) …` at the end of `while (!done)` the loop need not test again.
 */
export function threadChoices(region: Region): Region {
  const blocks = new Map(region.blocks);
  let nextId = Math.max(...blocks.keys()) + 1;
  let isChanged = false;
  for (const [id, block] of region.blocks) {
    if (block.terminator.kind !== "choice") continue;
    const { rules, otherwise } = block.terminator;
    const thread = (target: BlockId, factsThere: () => Facts): BlockId => {
      const way = leadsToChoice(target, region) ? wayThrough(target, factsThere(), region) : undefined;
      if (way === undefined) return target;
      isChanged = true;
      if (way.assigns.length === 0) return way.target;
      blocks.set(nextId, { assigns: way.assigns, terminator: { kind: "goto", target: way.target } });
      return nextId++;
    };
    const refuted = (count: number): readonly JsonataNode[] => rules.slice(0, count).map(({ condition }) => condition);
    const threaded: Choice = {
      ...block.terminator,
      rules: rules.map((rule, position) => ({
        ...rule,
        target: thread(rule.target, () => factsOf([rule.condition], refuted(position))),
      })),
      otherwise: thread(otherwise, () => factsOf([], refuted(rules.length))),
    };
    blocks.set(id, { ...block, terminator: threaded });
  }
  return isChanged ? { ...region, blocks } : region;
}

/** Conditions known to hold and known not to hold. */
interface Facts {
  readonly holding: readonly JsonataNode[];
  readonly refuted: readonly JsonataNode[];
}

function factsOf(holding: readonly JsonataNode[], refuted: readonly JsonataNode[]): Facts {
  const facts = { holding: [] as JsonataNode[], refuted: [] as JsonataNode[] };
  const add = (node: JsonataNode, holds: boolean): void => {
    if (node.kind === "call" && node.function === "not") return add(node.arguments[0]!, !holds);
    facts[holds ? "holding" : "refuted"].push(node);
    const splits = node.kind === "binary" && node.operator === (holds ? "and" : "or");
    if (!splits) return;
    add(node.left, holds);
    add(node.right, holds);
  };
  for (const node of holding) add(node, true);
  for (const node of refuted) add(node, false);
  return facts;
}

function decide(node: JsonataNode, facts: Facts): boolean | undefined {
  if (node.kind === "call" && node.function === "not") {
    const inner = decide(node.arguments[0]!, facts);
    return inner === undefined ? undefined : !inner;
  }
  const isKnown = (fact: JsonataNode): boolean => isSameNode(fact, node);
  if (facts.holding.some(isKnown)) return true;
  if (facts.refuted.some(isKnown)) return false;
  if (node.kind !== "binary" || (node.operator !== "and" && node.operator !== "or")) return undefined;
  const [left, right] = [decide(node.left, facts), decide(node.right, facts)];
  // The left side alone decides `and` if it does not hold, `or` if it does.
  const decisive = node.operator === "or";
  if (left === decisive || right === decisive) return decisive;
  return left === undefined || right === undefined ? undefined : !decisive;
}

/** What is known matters only at a choice. */
function leadsToChoice(from: BlockId, region: Region): boolean {
  const seen = new Set<BlockId>();
  for (let id = from; !seen.has(id);) {
    seen.add(id);
    const { terminator } = region.blocks.get(id)!;
    if (terminator.kind !== "goto") return terminator.kind === "choice" && terminator.isGuard !== true;
    id = terminator.target;
  }
  return false;
}

interface Way {
  readonly target: BlockId;
  readonly assigns: Block["assigns"];
}

function wayThrough(id: BlockId, facts: Facts, region: Region): Way | undefined {
  const { assigns, terminator } = region.blocks.get(id)!;
  if (terminator.kind === "goto") {
    const next = wayThrough(terminator.target, without(facts, assigns), region);
    return next === undefined ? undefined : { ...next, assigns: [...assigns, ...next.assigns] };
  }
  if (terminator.kind !== "choice" || terminator.isGuard === true) return undefined;
  const known = without(facts, assigns);
  for (const { condition, target } of terminator.rules) {
    const holds = decide(condition, known);
    if (holds === undefined) return undefined;
    if (holds) return { target, assigns };
  }
  return { target: terminator.otherwise, assigns };
}

/** What is still known after assignments: nothing of what reads an assigned variable. */
function without(facts: Facts, assigns: Block["assigns"]): Facts {
  if (assigns.length === 0) return facts;
  const names = new Set(assigns.map(({ variable }) => variable.name));
  const stays = (node: JsonataNode): boolean => [...variablesOf(node)].every(({ name }: Variable) => !names.has(name));
  return { holding: facts.holding.filter(stays), refuted: facts.refuted.filter(stays) };
}
