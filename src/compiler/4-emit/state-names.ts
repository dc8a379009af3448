import type { Region, Terminator } from "../ir/ir.ts";
import { regionsOf } from "../ir/walk-region.ts";

/** AWS's limit is 80; a suffix may still be added. */
const longestName = 76;

/** Gives each state its name: unique in the whole definition, numbered in the order of the source. */
export interface StateNames {
  readonly of: (terminator: Terminator) => string;
  /** A name for a state that no line of the source asks for. */
  readonly fresh: (wanted: string) => string;
}

export function createStateNames(region: Region): StateNames {
  const taken = new Set<string>();
  const fresh = (wanted: string): string => {
    const base = wanted === "" ? "State" : wanted.slice(0, longestName);
    for (let number = 1; ; number++) {
      const name = number === 1 ? base : `${base}${number}`;
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
  const names = new Map<Terminator, string>();
  for (const terminator of inSourceOrder(statesOf(region))) names.set(terminator, fresh(terminator.name));
  return { of: (terminator) => names.get(terminator) ?? fresh("Succeed"), fresh };
}

type NamedTerminator = Extract<Terminator, { readonly name: string }>;

function statesOf(region: Region): readonly NamedTerminator[] {
  return [...region.blocks.values()].flatMap(({ terminator }) => [
    ...("name" in terminator ? [terminator] : []),
    ...(terminator.kind === "effect" ? regionsOf(terminator.effect).flatMap(statesOf) : []),
  ]);
}

function inSourceOrder(terminators: readonly NamedTerminator[]): readonly NamedTerminator[] {
  return terminators.toSorted(
    (left, right) => left.place.line - right.place.line || left.place.column - right.place.column,
  );
}
