// JSONata marks its arrays: a `sequence` of one element stands for that element, one of none for nothing. The marks are
// properties of the array itself, as in the reference, because the library's functions read and write the same ones.

export interface Values extends Array<unknown> {
  sequence?: boolean;
  /** `[]` was asked for: a sequence of one stays one. */
  keepSingleton?: boolean;
  /** Made by `[…]` inside a path: it is one value, not several. */
  readonly cons?: boolean;
}

/** An empty sequence, to be filled. */
export function newSequence(): Values {
  const values: Values = [];
  values.sequence = true;
  return values;
}

export function sequenceOf(value: unknown): Values {
  const values: Values = [value];
  values.sequence = true;
  return values;
}

export function isArray(value: unknown): value is Values {
  return Array.isArray(value);
}

/** What a node's result stands for: JSONata does this after every node. */
export function unwrap(value: unknown, keepArray: boolean): unknown {
  if (!isArray(value) || value.sequence !== true) return value;
  if (keepArray) value.keepSingleton = true;
  if (value.length === 0) return undefined;
  return value.length === 1 && value.keepSingleton !== true ? value[0] : value;
}

/** Makes an array that a path does not take apart. */
export function markCons(values: unknown[]): void {
  Object.defineProperty(values, "cons", { value: true });
}

/** What an array adds to the sequence around it: its elements, or itself where a path does not take it apart. */
export function elementsOf(values: Values): Values {
  const elements = newSequence();
  if (values.cons === true) elements.push(values);
  else for (let index = 0; index < values.length; index++) elements.push(values[index]);
  return elements;
}
