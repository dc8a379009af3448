/** What the operations of a service answer. */
export interface ServiceShapes {
  /** By operation, as the API writes it; those that answer nothing are not there. */
  readonly operations: Readonly<Record<string, ShapeReference>>;
  readonly shapes: readonly Shape[];
}

/** One that has no constraints (`*`: anything, `s`: text, `n`: number, `b`: boolean, `t`: timestamp), or the number of a shape. */
export type ShapeReference = "*" | "s" | "n" | "b" | "t" | number;

type Limit = number | null;

export type Shape =
  /** An object: its members, then those that are always there. */
  | readonly ["o", Readonly<Record<string, ShapeReference>>, (readonly string[])?]
  /** A list: its elements, its least and greatest length. */
  | readonly ["l", ShapeReference, Limit?, Limit?]
  | readonly ["m", ShapeReference]
  /** A text: its least and greatest length, and what it may be. */
  | readonly ["s", Limit?, Limit?, (readonly string[])?]
  | readonly ["n", Limit?, Limit?];
