/** The default of an exhaustive switch: a new kind becomes a type error there. */
export function unreachable(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}: this is a bug in the interpreter`);
}
