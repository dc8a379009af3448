/** Ends a `switch` over every kind of a value: a new kind is a type error there. */
export function unreachable(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
