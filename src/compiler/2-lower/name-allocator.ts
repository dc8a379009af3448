import type { Variable } from "../ir/variable.ts";
import { variableName } from "../jsonata/names.ts";

/** Gives out names that are unique in a workflow, near to the ones wanted. */
export interface NameAllocator {
  readonly variable: (wanted: string) => Variable;
  /** A name for a lambda's parameter or a local binding. */
  readonly local: (wanted: string) => string;
}

export function createNameAllocator(): NameAllocator {
  const taken = new Set<string>();
  const take = (wanted: string): string => {
    // Locals that substitution makes begin with "t_": see jsonata/substitute.ts.
    const base = variableName(wanted).replace(/^t_/, "t");
    for (let number = 1; ; number++) {
      const name = number === 1 ? base : `${base}${number}`;
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
  return { variable: (wanted) => ({ name: take(wanted) }), local: take };
}
