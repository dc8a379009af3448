import type { Json } from "#asl";
import { InvalidPath } from "./invalid-path.ts";
import { parsePath } from "./parse-path.ts";
import { isList } from "../is-list.ts";

/** A path to exactly one place, where a value can be put: names and indexes only. */
export interface ReferencePath {
  readonly source: string;
  /**
   * The document with the value in that place; what is beside the way there is shared, not copied. Undefined where it cannot be
   * put, because something on the way is neither an object nor an array with such an element.
   */
  readonly put: (document: Json, value: Json) => Json | undefined;
}

export function compileReferencePath(source: string): ReferencePath {
  const { root, tokens } = parsePath(source);
  const steps = tokens.map((token): string | number => {
    if (token.kind === "properties" && token.names.length === 1) return token.names[0]!;
    if (token.kind === "indexes" && token.indexes.length === 1) return token.indexes[0]!;
    throw new InvalidPath(`'${source}' is not a reference path`);
  });
  if (root.kind !== "document") throw new InvalidPath(`'${source}' does not begin with '$'`);
  return { source, put: (document, value) => putAt(document, steps, 0, value) };
}

function putAt(
  target: Json | undefined,
  steps: readonly (string | number)[],
  depth: number,
  value: Json,
): Json | undefined {
  const step = steps[depth];
  if (step === undefined) return value;
  if (typeof step === "number") return putElement(target, { steps, depth, step, value });
  if (target !== undefined && (target === null || typeof target !== "object" || isList(target))) return undefined;
  const before = target !== undefined && Object.hasOwn(target, step) ? target[step] : undefined;
  const inner = putAt(before, steps, depth + 1, value);
  return inner === undefined ? undefined : withMember(target, step, inner);
}

/** The object with one member more, or another. A computed name within the literal would take four times as long. */
function withMember(target: Readonly<Record<string, Json>> | undefined, name: string, value: Json): Json {
  const copy: Record<string, Json> = { ...target };
  // Assigned, this name would be the object's prototype.
  if (name === "__proto__") {
    Object.defineProperty(copy, name, { value, writable: true, enumerable: true, configurable: true });
  } else copy[name] = value;
  return copy;
}

/** ASL: an element is replaced, never added. */
function putElement(
  target: Json | undefined,
  {
    steps,
    depth,
    step,
    value,
  }: {
    readonly steps: readonly (string | number)[];
    readonly depth: number;
    readonly step: number;
    readonly value: Json;
  },
): Json | undefined {
  if (target === undefined || !isList(target)) return undefined;
  const index = step < 0 ? step + target.length : step;
  if (index < 0 || index >= target.length) return undefined;
  const inner = putAt(target[index], steps, depth + 1, value);
  return inner === undefined ? undefined : target.with(index, inner);
}
