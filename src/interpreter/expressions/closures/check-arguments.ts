import { isArray } from "./sequence.ts";
import { isFunction } from "./values.ts";

/** One parameter of a signature. */
interface Parameter {
  /** The letters of the types that it takes, `m` for nothing. */
  readonly types: string;
  readonly isArray: boolean;
  /** The letter of the type of an array's elements. */
  readonly elements: string | undefined;
  readonly isOptional: boolean;
}

/** A signature whose arguments can be checked one by one. */
export type SignatureShape = readonly Parameter[];

const anything = "asnblfom";
const typesOf: Readonly<Record<string, string>> = { a: anything, x: anything, j: "asnblom", f: "f" };
const part = /\((?<choice>[a-z]+)\)|(?<letter>[a-z])(?:<(?<inner>[^>]*)>)?|(?<mark>[-?])/uy;

/** Reads a signature such as `<s-n?:s>`; undefined where only the library's own check will do. */
export function shapeOf(definition: string): SignatureShape | undefined {
  const parameters: Parameter[] = [];
  part.lastIndex = 1;
  while (!":>".includes(definition.charAt(part.lastIndex))) {
    const { choice, letter = "", inner, mark } = part.exec(definition)?.groups ?? { mark: "unknown" };
    const last = parameters.at(-1);
    if (mark === undefined) {
      const types = choice === undefined ? (typesOf[letter] ?? `${letter}m`) : `${choice}m`;
      const elements = letter === "a" ? inner : undefined;
      parameters.push({ types, isArray: letter === "a", elements, isOptional: false });
    } else if (mark === "?" && last !== undefined) parameters[parameters.length - 1] = { ...last, isOptional: true };
    // `-` takes the context for an argument that is missing: then the library looks.
    else if (mark !== "-") return undefined;
  }
  return parameters;
}

/**
 * The arguments to call with, where each fits its parameter; undefined otherwise.
 *
 * The library matches all of them with one regular expression, which assigns them in the same way whenever this succeeds.
 */
export function checkArguments(shape: SignatureShape, given: readonly unknown[]): readonly unknown[] | undefined {
  if (given.length > shape.length) return undefined;
  let checked: unknown[] | undefined;
  for (let index = 0; index < shape.length; index++) {
    const { types, isArray: takesArray, elements, isOptional } = shape[index]!;
    if (index >= given.length) {
      if (!isOptional) return undefined;
      continue;
    }
    const value = given[index];
    const type = typeOf(value);
    if (!types.includes(type)) return undefined;
    if (!takesArray || value === undefined) continue;
    if (isArray(value)) {
      if (elements !== undefined && !areAll(value, elements)) return undefined;
      continue;
    }
    if (elements !== undefined && type !== elements) return undefined;
    checked ??= [...given];
    checked[index] = [value];
  }
  return checked ?? given;
}

function areAll(values: readonly unknown[], type: string): boolean {
  for (let index = 0; index < values.length; index++) if (typeOf(values[index]) !== type) return false;
  return true;
}

/** The letter of a value's type in a signature. */
function typeOf(value: unknown): string {
  switch (typeof value) {
    case "string":
      return "s";
    case "number":
      return "n";
    case "boolean":
      return "b";
    case "function":
      return "f";
    case "object":
      if (value === null) return "l";
      if (isArray(value)) return "a";
      return isFunction(value) ? "f" : "o";
    default:
      return "m";
  }
}
