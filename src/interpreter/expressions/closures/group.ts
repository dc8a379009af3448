import type { CompileContext } from "./compile-context.ts";
import type { Evaluate, Frame } from "./evaluate.ts";
import { ExpressionFailure, askReference, decline } from "./failures.ts";
import { append } from "./values.ts";
import { isArray } from "./sequence.ts";
import type { Pair, SyntaxNode } from "./syntax-node.ts";

/** `{ key: value }` on its own groups the context. */
export function compileObject(node: SyntaxNode, context: CompileContext): Evaluate {
  return compileGroup(node.lhs as readonly Pair[], context);
}

interface CompiledPair {
  readonly key: Evaluate;
  readonly value: Evaluate;
}

/** `x{ key: value }`: values that give the same key are taken together. Gets x's value as its input. */
export function compileGroup(pairs: readonly Pair[], context: CompileContext): Evaluate {
  const compiled = pairs.map(([key, value]) => ({
    key: context.compile(key, context),
    value: context.compile(value, context),
  }));
  const general: Evaluate = (value, frame) => groupValues(compiled, value, frame);
  const names = pairs.map(([key]) =>
    key.type === "string" && key.predicate === undefined ? String(key.value) : undefined,
  );
  if (names.some((name) => name !== undefined && isHazard(name))) decline("a key that JavaScript's objects have");
  const isPlain = names.every((name) => name !== undefined) && new Set(names).size === names.length;
  return isPlain ? compileRecord(names, compiled, general) : general;
}

// As keys of the reference's own table they change what it does.
function isHazard(key: string): boolean {
  return key === "__proto__" || key === "hasOwnProperty";
}

/** Known, different keys and one value to group: an object is made. */
function compileRecord(names: readonly string[], pairs: readonly CompiledPair[], general: Evaluate): Evaluate {
  const values = pairs.map(({ value }) => value);
  return (input, frame) => {
    if (isArray(input)) return general(input, frame);
    // The keys are nodes too.
    frame.evaluation.remainingSteps -= names.length;
    const record: Record<string, unknown> = {};
    for (let index = 0; index < values.length; index++) {
      const value = values[index]!(input, frame);
      if (value !== undefined) record[names[index]!] = value;
    }
    return record;
  };
}

interface Group {
  readonly pair: number;
  data: unknown;
  /** Whether `data` is an array of the group's own, which may grow. */
  isOwn: boolean;
}

function groupValues(pairs: readonly CompiledPair[], value: unknown, frame: Frame): object {
  const groups: Record<string, Group> = {};
  for (const item of itemsOf(value)) {
    for (let index = 0; index < pairs.length; index++) {
      const key = pairs[index]!.key(item, frame);
      if (key === undefined) continue;
      if (typeof key !== "string") throw new ExpressionFailure("T1003");
      if (isHazard(key)) askReference();
      const group = Object.hasOwn(groups, key) ? groups[key] : undefined;
      if (group === undefined) groups[key] = { pair: index, data: item, isOwn: false };
      else if (group.pair === index) addTo(group, item);
      else throw new ExpressionFailure("D1009");
    }
  }
  const result: Record<string, unknown> = {};
  for (const [key, { pair, data }] of Object.entries(groups)) {
    const grouped = pairs[pair]!.value(data, frame);
    if (grouped !== undefined) result[key] = grouped;
  }
  return result;
}

function itemsOf(value: unknown): readonly unknown[] {
  if (!isArray(value)) return [value];
  if (value.length > 0) return value;
  // The reference writes into an empty array that it groups, which can be the one that a variable holds.
  return value.sequence === true ? [undefined] : askReference();
}

/** As appending does, but without copying what is there already for each value. */
function addTo(group: Group, item: unknown): void {
  if (!group.isOwn || group.data === undefined || item === undefined) {
    const isOwn = group.data !== undefined && item !== undefined;
    group.data = append(group.data, item);
    group.isOwn = isOwn;
    return;
  }
  const data = group.data as unknown[];
  if (isArray(item)) for (let index = 0; index < item.length; index++) data.push(item[index]);
  else data.push(item);
}
