import { part, type Scope } from "./scope.ts";
import type { ValueType } from "./value-type.ts";

/** Where statements stand. */
export interface Place {
  readonly scope: Scope;
  /** How many statements may still nest in one another. */
  readonly nesting: number;
  /** Inside a callback of Promise.all; what is thrown there stops the others. */
  readonly inParallel: boolean;
  /** Only what needs no state: inside an expression's function, or a loop that becomes one. */
  readonly isPure: boolean;
  /** The type that `return` gives here; "any" where it may give anything, "none" where a return would change a type. */
  readonly returns: ValueType | "any" | "none";
  /** What `break` and `continue` may leave, outermost first. */
  readonly targets: readonly Target[];
  /** Writes the statements of a block; here, so that no generator imports its own importer. */
  readonly writeBlock: (place: Place, count: number) => Written;
}

export interface Target {
  readonly kind: "loop" | "switch" | "block";
  readonly label: string | undefined;
}

/** Statements, one a line, and what is in scope after them. */
export interface Written {
  readonly lines: readonly string[];
  readonly scope: Scope;
  /** Whether nothing comes after them. */
  readonly ends?: boolean;
}

export function only({ scope }: Place, ...lines: readonly string[]): Written {
  return { lines, scope };
}

export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** The statements of a block inside this one. */
export function inner(place: Place, count: number): string[] {
  return indented(place.writeBlock({ ...place, nesting: place.nesting - 1 }, count).lines);
}

/** A value of a type, which in a loop does not grow with each iteration. */
export function bounded(type: ValueType, scope: Scope): string {
  const value = part(type, scope);
  if (!scope.inLoop) return value;
  if (type.kind === "text") return `short(${value})`;
  if (type.kind === "number") return `small(${value})`;
  if (type.kind === "list" && type.element.kind === "text") return `few(${value})`;
  return value;
}
