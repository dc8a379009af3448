import { hasConsistentChoice } from "./consistent-choice.ts";
import type { FieldValue, FlatEvent } from "./flatten-event.ts";
import { matchesValue } from "./matches-value.ts";
import type { EventPattern, FieldCondition } from "./pattern.ts";

/** Whether an event, flattened by `flattenEvent`, matches. */
export function matchesPattern(pattern: EventPattern, event: FlatEvent): boolean {
  return pattern.alternatives.some((alternative) => matchesAlternative(alternative, event));
}

/** Whether all conditions hold on values that stand in the same array elements. */
export function matchesAlternative(conditions: readonly FieldCondition[], event: FlatEvent): boolean {
  const inArrays: (readonly FieldValue[])[] = [];
  const absent: (readonly FieldValue[])[] = [];
  for (const condition of conditions) {
    const values = event.get(condition.path);
    if (values === undefined) {
      if (!takesAbsence(condition)) return false;
      continue;
    }
    const taken = values.filter(({ value }) => takesValue(condition, value));
    // A value outside all arrays agrees with every other.
    if (taken.some(({ position }) => position === undefined)) continue;
    if (taken.length > 0) inArrays.push(taken);
    else if (takesAbsence(condition)) absent.push(values);
    else return false;
  }
  if (inArrays.length + absent.length < 2) return absent.length === 0;
  // Array consistency: two fields under the same array must come from the same element of it, and a field that must be absent
  // need only be absent from the elements chosen.
  return hasConsistentChoice(inArrays, absent);
}

/** Whether the condition is content that the field be absent. */
export function takesAbsence(condition: FieldCondition): boolean {
  return condition.matchers.some((matcher) => matcher.kind === "exists" && !matcher.present);
}

/** Whether one of the condition's matchers takes the value. */
export function takesValue(condition: FieldCondition, value: FieldValue["value"]): boolean {
  return condition.matchers.some((matcher) => matchesValue(matcher, value));
}
