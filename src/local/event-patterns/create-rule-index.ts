import type { FlatEvent } from "./flatten-event.ts";
import { matchesAlternative } from "./matches-pattern.ts";
import type { EventPattern, FieldCondition, Matcher, Scalar } from "./pattern.ts";

export interface IndexedRule<Rule> {
  readonly rule: Rule;
  readonly pattern: EventPattern;
}

export interface RuleIndex<Rule> {
  /** Whether a rule could take an event of this source at all; no event of another needs to be looked at. */
  readonly hears: (source: string) => boolean;
  /** The rules that an event matches, in the order in which they were given. */
  readonly match: (event: FlatEvent) => readonly Rule[];
}

/**
 * Files each alternative of each rule under the one field that sets it most apart from the others, so that an event meets only
 * the few rules that could take it: a thousand rules then cost an event little more than one.
 *
 * A field serves if each of its matchers names a value, or how a text begins (a prefix, a wildcard up to its first star). Rules
 * without such a field are tried on every event.
 */
export function createRuleIndex<Rule>(rules: readonly IndexedRule<Rule>[]): RuleIndex<Rule> {
  const entries = rules.flatMap(({ rule, pattern }, order) =>
    pattern.alternatives.map((conditions) => ({ rule, order, conditions })),
  );
  const sizes = countKeys(entries);
  const fields = new Map<string, FieldIndex<Entry<Rule>>>();
  const others: Entry<Rule>[] = [];
  for (const entry of entries) {
    const best = mostSelective(entry.conditions, sizes);
    if (best === undefined) others.push(entry);
    else fileUnder(fields, best, entry);
  }

  const sources = sourcesOf(entries);

  return {
    hears: (source) => sources === "any" || sources.has(source),
    match(event) {
      const found = new Map<number, Rule>();
      const consider = ({ rule, order, conditions }: Entry<Rule>): void => {
        if (!found.has(order) && matchesAlternative(conditions, event)) found.set(order, rule);
      };
      for (const entry of others) consider(entry);
      for (const [path, values] of event) {
        const index = fields.get(path);
        if (index === undefined) continue;
        for (const { value } of values) forEachCandidate(index, value, consider);
      }
      return [...found].toSorted(([left], [right]) => left - right).map(([, rule]) => rule);
    },
  };
}

interface Entry<Rule> {
  readonly rule: Rule;
  readonly order: number;
  readonly conditions: readonly FieldCondition[];
}

/** What a value must be, or how it must begin. */
interface Key {
  readonly kind: "value" | "head";
  readonly value: Scalar;
}

interface KeyedCondition {
  readonly path: string;
  readonly keys: readonly Key[];
}

interface FieldIndex<Item> {
  readonly byValue: Map<Scalar, Item[]>;
  /** By the length of the head, since a text has one head of each length. */
  readonly byHead: Map<number, Map<string, Item[]>>;
}

/** Keys of which a value that the condition takes has one; undefined if that cannot be said. */
function keysOf({ path, matchers }: FieldCondition): KeyedCondition | undefined {
  const keys = matchers.map(keyOf);
  return keys.every((key) => key !== undefined) ? { path, keys } : undefined;
}

function keyOf(matcher: Matcher): Key | undefined {
  switch (matcher.kind) {
    case "exact":
      return { kind: "value", value: matcher.value };
    case "prefix":
      return matcher.ignoreCase || matcher.value === "" ? undefined : { kind: "head", value: matcher.value };
    case "wildcard": {
      const [head = "", ...rest] = matcher.parts;
      if (rest.length === 0) return { kind: "value", value: head };
      return head === "" ? undefined : { kind: "head", value: head };
    }
    default:
      return undefined;
  }
}

/** The sources that alternatives name; `any` if one of them may take others. */
function sourcesOf(entries: readonly Pick<Entry<unknown>, "conditions">[]): ReadonlySet<Scalar> | "any" {
  const sources = new Set<Scalar>();
  for (const { conditions } of entries) {
    const matchers = conditions.find(({ path }) => path === "source")?.matchers ?? [];
    const named = matchers.filter((matcher) => matcher.kind === "exact");
    if (matchers.length === 0 || named.length < matchers.length) return "any";
    for (const { value } of named) sources.add(value);
  }
  return sources;
}

const nameOf = (path: string, { kind, value }: Key): string => `${path}\n${kind}\n${typeof value}\n${String(value)}`;

function countKeys(entries: readonly Pick<Entry<unknown>, "conditions">[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { conditions } of entries) {
    for (const condition of conditions) {
      for (const key of keysOf(condition)?.keys ?? []) {
        const name = nameOf(condition.path, key);
        sizes.set(name, (sizes.get(name) ?? 0) + 1);
      }
    }
  }
  return sizes;
}

/** The condition whose fullest key is shared with the fewest others. */
function mostSelective(
  conditions: readonly FieldCondition[],
  sizes: ReadonlyMap<string, number>,
): KeyedCondition | undefined {
  let best: { readonly condition: KeyedCondition; readonly size: number } | undefined;
  for (const condition of conditions) {
    const keyed = keysOf(condition);
    if (keyed === undefined) continue;
    const size = Math.max(...keyed.keys.map((key) => sizes.get(nameOf(keyed.path, key)) ?? 0));
    if (best === undefined || size < best.size) best = { condition: keyed, size };
  }
  return best?.condition;
}

function fileUnder<Item>(fields: Map<string, FieldIndex<Item>>, { path, keys }: KeyedCondition, item: Item): void {
  const index = getOrAdd(fields, path, () => ({
    byValue: new Map<Scalar, Item[]>(),
    byHead: new Map<number, Map<string, Item[]>>(),
  }));
  for (const { kind, value } of keys) {
    if (kind === "value") getOrAdd(index.byValue, value, (): Item[] => []).push(item);
    else {
      const text = String(value);
      const heads = getOrAdd(index.byHead, text.length, () => new Map<string, Item[]>());
      getOrAdd(heads, text, (): Item[] => []).push(item);
    }
  }
}

function forEachCandidate<Item>(
  { byValue, byHead }: FieldIndex<Item>,
  value: Scalar,
  visit: (item: Item) => void,
): void {
  for (const item of byValue.get(value) ?? []) visit(item);
  if (typeof value !== "string") return;
  for (const [length, heads] of byHead) {
    for (const item of heads.get(value.slice(0, length)) ?? []) visit(item);
  }
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
