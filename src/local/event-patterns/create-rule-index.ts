import type { FlatEvent } from "./flatten-event.ts";
import { matchesPattern } from "./matches-pattern.ts";
import type { EventPattern, FieldCondition } from "./pattern.ts";

export interface IndexedRule<Rule> {
  readonly rule: Rule;
  readonly pattern: EventPattern;
}

export interface RuleIndex<Rule> {
  /** The rules that an event matches. */
  readonly match: (event: FlatEvent) => readonly Rule[];
}

/**
 * Sorts rules by the source and detail-type that they name, so that an event meets only the few that could take it.
 *
 * A thousand rules then cost an event little more than one. Rules that name neither plainly are tried on every event.
 */
export function createRuleIndex<Rule>(rules: readonly IndexedRule<Rule>[]): RuleIndex<Rule> {
  const buckets = new Map<string, IndexedRule<Rule>[]>();
  for (const rule of rules) {
    for (const key of keysOf(rule.pattern)) {
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, [rule]);
      else bucket.push(rule);
    }
  }

  return {
    match(event) {
      const found = new Set<Rule>();
      for (const source of ["", ...namesOf(event, "source")]) {
        for (const detailType of ["", ...namesOf(event, "detail-type")]) {
          for (const candidate of buckets.get(key(source, detailType)) ?? []) {
            if (!found.has(candidate.rule) && matchesPattern(candidate.pattern, event)) found.add(candidate.rule);
          }
        }
      }
      return [...found];
    },
  };
}

function keysOf(pattern: EventPattern): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const conditions of pattern.alternatives) {
    for (const source of exactNames(conditions, "source")) {
      for (const detailType of exactNames(conditions, "detail-type")) keys.add(key(source, detailType));
    }
  }
  return keys;
}

// The empty name is the bucket of everything: a condition that is not a plain list of names, or none at all.
function exactNames(conditions: readonly FieldCondition[], path: string): readonly string[] {
  const matchers = conditions.find((condition) => condition.path === path)?.matchers ?? [];
  const names = matchers.flatMap((matcher) =>
    matcher.kind === "exact" && typeof matcher.value === "string" && matcher.value !== "" ? [matcher.value] : [],
  );
  return names.length > 0 && names.length === matchers.length ? names : [""];
}

function namesOf(event: FlatEvent, path: string): readonly string[] {
  return (event.get(path) ?? []).flatMap(({ value }) => (typeof value === "string" && value !== "" ? [value] : []));
}

function key(source: string, detailType: string): string {
  return `${source}\n${detailType}`;
}
