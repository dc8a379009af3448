import type { Region, Terminator } from "../ir/ir.ts";
import type { SourcePlace } from "../output.ts";
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

/**
 * What a function says stands where it is called: so the order changes neither with the lines of the function's file, nor
 * between two calls of it.
 */
function inSourceOrder(terminators: readonly NamedTerminator[]): readonly NamedTerminator[] {
  return terminators.toSorted((left, right) => compareWays(wayTo(left), wayTo(right)));
}

/** The places of the calls, each in the file that the one before leads to, and the place itself. */
function wayTo({ place }: NamedTerminator): readonly SourcePlace[] {
  return [...(place.calls ?? []), place];
}

function compareWays(left: readonly SourcePlace[], right: readonly SourcePlace[]): number {
  for (const [depth, there] of left.entries()) {
    const other = right[depth];
    if (other === undefined) return 1;
    const order = there.line - other.line || there.column - other.column;
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
