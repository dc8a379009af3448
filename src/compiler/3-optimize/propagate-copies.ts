import type { Block, BlockId, Region } from "../ir/ir.ts";
import type { Variable } from "../ir/variable.ts";
import { allExpressions, mapExpressions, mapRegions, regionsOf } from "../ir/walk-region.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { substitute, variablesOf } from "../jsonata/substitute.ts";
import { isPlainPath } from "../jsonata/walk.ts";

/**
 * Puts constants, and members of variables that are kept anyway, in the place of the variables that hold a copy of them.
 *
 * Right only for variables that are assigned once, in a region without loops: then a copy and its source never differ.
 */
export function propagateCopies(region: Region): Region {
  const copies = findCopies(region);
  if (copies.size === 0) return region;
  return mapRegions(region, (inner) => {
    const blocks = new Map<BlockId, Block>();
    for (const [id, { assigns, terminator }] of inner.blocks) {
      blocks.set(id, {
        assigns: assigns
          .filter(({ variable }) => !copies.has(variable))
          .map(({ variable, value }) => ({ variable, value: substitute(value, copies) })),
        terminator: mapExpressions(terminator, (node) => substitute(node, copies)),
      });
    }
    return { ...inner, blocks };
  });
}

function findCopies(region: Region): ReadonlyMap<Variable, JsonataNode> {
  const assigned = valuesAssigned(region);
  const single = new Map(
    [...assigned].flatMap(([variable, values]) => (values.length === 1 ? [[variable, values[0]] as const] : [])),
  );
  const candidates = [...single].filter(([, value]) => value !== undefined && isPlainPath(value) && !isOfState(value));
  const candidateValues = new Set(candidates.map(([, value]) => value));
  // A source that is read only to be copied is better not kept at all.
  const kept = new Set(
    allExpressions(region)
      .filter((node) => !candidateValues.has(node))
      .flatMap((node) => [...variablesOf(node)]),
  );
  const copies = new Map<Variable, JsonataNode>();
  for (const [variable, value] of candidates) {
    const sources = [...variablesOf(value!)];
    const isStable = sources.every(
      (source) => kept.has(source) && single.has(source) && !candidates.some(([other]) => other === source),
    );
    if (isStable) copies.set(variable, value!);
  }
  return copies;
}

/** `$states.…` means something else in each state. */
function isOfState(node: JsonataNode): boolean {
  if (node.kind === "states") return true;
  if (node.kind === "member") return isOfState(node.object);
  return node.kind === "index" && isOfState(node.array);
}

/** What each variable is assigned, anywhere; `undefined` stands for a result or an error. */
function valuesAssigned(region: Region): ReadonlyMap<Variable, readonly (JsonataNode | undefined)[]> {
  const found = new Map<Variable, (JsonataNode | undefined)[]>();
  const add = (variable: Variable, value: JsonataNode | undefined): void => {
    found.set(variable, [...(found.get(variable) ?? []), value]);
  };
  const visit = (inner: Region): void => {
    for (const { assigns, terminator } of inner.blocks.values()) {
      for (const { variable, value } of assigns) add(variable, value);
      if (terminator.kind !== "effect") continue;
      if (terminator.result !== undefined) add(terminator.result, undefined);
      for (const { variable } of terminator.catchers) add(variable, undefined);
      regionsOf(terminator.effect).forEach(visit);
    }
  };
  visit(region);
  return found;
}
