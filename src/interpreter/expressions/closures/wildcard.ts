import type { Evaluate } from "./evaluate.ts";
import { askReference } from "./failures.ts";
import { isArray, newSequence } from "./sequence.ts";
import type { Values } from "./sequence.ts";
import { isFunction } from "./values.ts";

/** `*`: the values of all members, arrays taken apart however deep. */
export function compileWildcard(): Evaluate {
  return (input) => {
    const found = newSequence();
    if (typeof input !== "object" || input === null) return found;
    // Of a function the reference shows its inside.
    if (isFunction(input)) askReference();
    const members = Object.values(input);
    // Once an array was appended, the marks of the sequence are gone.
    const isPlain = members.some(isArray);
    for (const value of members) flatten(value, found);
    return isPlain ? [...found] : found;
  };
}

function flatten(value: unknown, found: Values): void {
  if (!isArray(value)) found.push(value);
  else for (const element of value) flatten(element, found);
}

/** `**`: the value and everything inside it. */
export function compileDescendants(): Evaluate {
  return (input) => {
    if (input === undefined) return undefined;
    const found = newSequence();
    descend(input, found);
    return found.length === 1 ? found[0] : found;
  };
}

function descend(value: unknown, found: Values): void {
  if (isArray(value)) {
    for (const element of value) descend(element, found);
    return;
  }
  if (isFunction(value)) askReference();
  found.push(value);
  if (typeof value === "object" && value !== null) for (const member of Object.values(value)) descend(member, found);
}
