import type { FieldValue, FlatEvent } from "./flatten-event.ts";
import { matchesAlternative, takesAbsence, takesValue } from "./matches-pattern.ts";
import type { EventPattern, FieldCondition } from "./pattern.ts";

/** One reason why an event does not match: the field, what the event has there, what the pattern asks. */
export interface Mismatch {
  readonly field: string;
  /** The values found, as JSON; empty if the field is absent. */
  readonly found: readonly string[];
  /** The pattern's list for the field, as written. */
  readonly asked: string;
  readonly reason: string;
}

/**
 * Says why an event does not match; empty if it does.
 *
 * With `$or` the alternative that comes closest is explained, since the others differ in more.
 */
export function explainMismatch(pattern: EventPattern, event: FlatEvent): readonly Mismatch[] {
  let closest: readonly Mismatch[] | undefined;
  for (const conditions of pattern.alternatives) {
    if (matchesAlternative(conditions, event)) return [];
    const mismatches = explainAlternative(conditions, event);
    if (closest === undefined || mismatches.length < closest.length) closest = mismatches;
  }
  return closest ?? [];
}

function explainAlternative(conditions: readonly FieldCondition[], event: FlatEvent): readonly Mismatch[] {
  const mismatches = conditions.flatMap((condition) => explainCondition(condition, event.get(condition.path)));
  return mismatches.length > 0 ? mismatches : [explainInconsistency(conditions, event)];
}

function explainCondition(condition: FieldCondition, values: readonly FieldValue[] | undefined): readonly Mismatch[] {
  const { path, text } = condition;
  if (values === undefined) {
    if (takesAbsence(condition)) return [];
    return [{ field: path, found: [], asked: text, reason: `${path} is not in the event; the pattern asks ${text}` }];
  }
  if (values.some(({ value }) => takesValue(condition, value))) return [];
  const found = values.map(({ value }) => JSON.stringify(value));
  const hint = explainTypes(condition, values) ?? "";
  return [
    { field: path, found, asked: text, reason: `${path} is ${found.join(", ")}; the pattern asks ${text}${hint}` },
  ];
}

// The two differences that a person overlooks: case and quotes.
function explainTypes(condition: FieldCondition, values: readonly FieldValue[]): string | undefined {
  for (const { value } of values) {
    for (const matcher of condition.matchers) {
      if (matcher.kind !== "exact") continue;
      if (typeof matcher.value !== typeof value && String(matcher.value) === String(value)) {
        return ` (a ${typeof value} is not equal to a ${typeof matcher.value})`;
      }
      if (String(matcher.value).toLowerCase() === String(value).toLowerCase()) return " (upper and lower case differ)";
    }
  }
  return undefined;
}

function explainInconsistency(conditions: readonly FieldCondition[], event: FlatEvent): Mismatch {
  const inArrays = conditions.filter(({ path }) => event.get(path)?.every(({ position }) => position !== undefined));
  const fields = inArrays.map(({ path }) => path);
  return {
    field: fields.join(", "),
    found: [],
    asked: inArrays.map(({ path, text }) => `${path}: ${text}`).join(", "),
    reason: `each of ${fields.join(", ")} matches somewhere, but no single array element has all of them`,
  };
}
