import type { ArrayPosition, FieldValue } from "./flatten-event.ts";

/** The array elements that a value stands in, the outermost first. */
type Chain = readonly ArrayPosition[];

/**
 * Whether one value of each field can be chosen so that no two choices stand in different elements of one array, and so that no
 * value of `absent` stands in the elements chosen.
 *
 * Arrays are walked from the outside in: what happens in one array is no matter of another beside it, and each element is looked
 * at by itself. Trying every combination would take for ever on an event with four lists of a thousand elements.
 */
export function hasConsistentChoice(
  fields: readonly (readonly FieldValue[])[],
  absent: readonly (readonly FieldValue[])[],
): boolean {
  return isSolvable(
    fields.map((values) => values.map(({ position }) => chainOf(position))),
    absent.flat().map(({ position }) => chainOf(position)),
    0,
  );
}

function chainOf(position: ArrayPosition | undefined): Chain {
  return position === undefined ? [] : [...chainOf(position.outer), position];
}

/** All chains agree in their elements above `depth`. */
function isSolvable(fields: readonly (readonly Chain[])[], absent: readonly Chain[], depth: number): boolean {
  // It stands in the elements chosen, and in no array below that could leave it out.
  if (absent.some((chain) => chain.length === depth)) return false;
  const open = fields.filter((chains) => chains.every((chain) => chain.length > depth));
  const divided = open.find((chains) => rootsOf(chains, depth).size > 1);
  if (divided !== undefined) {
    return [...rootsOf(divided, depth)].some((root) => {
      const only = divided.filter((chain) => chain[depth]?.array === root);
      return isSolvable(
        open.map((chains) => (chains === divided ? only : chains)),
        absent,
        depth,
      );
    });
  }
  const groups = Map.groupBy(open, ([chain]) => chain?.[depth]?.array ?? -1);
  const absentIn = Map.groupBy(absent, (chain) => chain[depth]?.array ?? -1);
  // Nothing chooses an element of such an array, so that all of them count.
  if ([...absentIn.keys()].some((root) => !groups.has(root))) return false;
  return [...groups].every(([root, group]) => hasSolvableElement(group, absentIn.get(root) ?? [], depth));
}

function rootsOf(chains: readonly Chain[], depth: number): ReadonlySet<number> {
  return new Set(chains.map((chain) => chain[depth]?.array ?? -1));
}

/** Whether one element of an array has a value of each field, and so on below. */
function hasSolvableElement(fields: readonly (readonly Chain[])[], absent: readonly Chain[], depth: number): boolean {
  const indexOf = (chain: Chain): number => chain[depth]?.index ?? -1;
  const byIndex = fields.map((chains) => Map.groupBy(chains, indexOf));
  const absentAt = Map.groupBy(absent, indexOf);
  const [first] = byIndex;
  if (first === undefined) return true;
  for (const index of first.keys()) {
    const inside = byIndex.map((chains) => chains.get(index) ?? []);
    if (inside.some((chains) => chains.length === 0)) continue;
    if (isSolvable(inside, absentAt.get(index) ?? [], depth + 1)) return true;
  }
  return false;
}
