import { explainAbsence } from "./explain-absence.ts";
import { explainValue } from "./explain-value.ts";
import { flattenEvent } from "./flatten-event.ts";
import type { ArrayPosition, FieldValue, FlatEvent } from "./flatten-event.ts";
import { matchesAlternative, takesAbsence, takesValue } from "./matches-pattern.ts";
import type { EventPattern, FieldCondition } from "./pattern.ts";

/** One reason why an event does not match: the field, what the event has there, what the pattern asks. */
export interface Mismatch {
  readonly field: string;
  /** The values found, as JSON; empty if the field is absent. */
  readonly found: readonly string[];
  /** The pattern's list for the field, as written. */
  readonly asked: string;
  /** All of it as one sentence, with what a person overlooks: case, quotes, spaces, a field one level off. */
  readonly reason: string;
}

/**
 * Says why an event does not match; empty if it does.
 *
 * With `$or` the alternative that comes closest is explained, since the others differ in more.
 */
export function explainMismatch(pattern: EventPattern, event: unknown): readonly Mismatch[] {
  const fields = flattenEvent(event);
  let closest: readonly Mismatch[] | undefined;
  for (const conditions of pattern.alternatives) {
    if (matchesAlternative(conditions, fields)) return [];
    const mismatches = explainAlternative(conditions, fields, event);
    if (closest === undefined || distance(mismatches) < distance(closest)) closest = mismatches;
  }
  return closest ?? [];
}

/** A value that differs is nearer than a field that is missing. */
function distance(mismatches: readonly Mismatch[]): number {
  return mismatches.reduce((sum, { found }) => sum + (found.length === 0 ? 3 : 2), 0);
}

function explainAlternative(
  conditions: readonly FieldCondition[],
  fields: FlatEvent,
  event: unknown,
): readonly Mismatch[] {
  const isPartlyAbsent = (condition: FieldCondition): boolean =>
    takesAbsence(condition) && isInArray(condition, fields);
  const partlyAbsent = conditions.filter(isPartlyAbsent);
  const others = conditions.filter((condition) => !isPartlyAbsent(condition));
  const mismatches = others.flatMap((condition) => explainCondition(condition, fields, event));
  if (mismatches.length > 0) return mismatches;
  // Whether a field is absent from the element that the others are about, is a question only where there are others.
  return others.some((condition) => isInArray(condition, fields)) || partlyAbsent.length === 0
    ? [explainInconsistency(conditions, fields)]
    : partlyAbsent.flatMap((condition) => explainCondition(condition, fields, event));
}

const isInArray = ({ path }: FieldCondition, fields: FlatEvent): boolean =>
  fields.get(path)?.every(({ position }) => position !== undefined) === true;

function explainCondition(condition: FieldCondition, fields: FlatEvent, event: unknown): readonly Mismatch[] {
  const { path, text } = condition;
  const values = fields.get(path);
  if (values === undefined) {
    if (takesAbsence(condition)) return [];
    const hint = inBrackets(explainAbsence(path, event));
    return [
      { field: path, found: [], asked: text, reason: `${path} is not in the event; the pattern asks ${text}${hint}` },
    ];
  }
  if (values.some(({ value }) => takesValue(condition, value))) return [];
  const found = values.map(({ value }) => JSON.stringify(value));
  const hint = inBrackets(values.map(({ value }) => explainValue(condition, value)).find((one) => one !== undefined));
  return [{ field: path, found, asked: text, reason: `${path} is ${listed(found)}; the pattern asks ${text}${hint}` }];
}

const inBrackets = (hint: string | undefined): string => (hint === undefined ? "" : ` (${hint})`);

const mostShown = 5;

function listed(found: readonly string[]): string {
  if (found.length <= mostShown) return found.join(", ");
  return `${found.slice(0, mostShown).join(", ")} and ${found.length - mostShown} more`;
}

function explainInconsistency(conditions: readonly FieldCondition[], fields: FlatEvent): Mismatch {
  const inArrays = conditions.filter((condition) => isInArray(condition, fields));
  const places = inArrays.map((condition) => {
    const values = fields.get(condition.path) ?? [];
    const taken = values.filter(({ value }) => takesValue(condition, value));
    if (taken.length > 0) return `${condition.path} in ${placesOf(taken)}`;
    return `${condition.path} is absent only outside ${placesOf(values)}`;
  });
  const asked = inArrays.map(({ path, text }) => `${path}: ${text}`).join(", ");
  return {
    field: inArrays.map(({ path }) => path).join(", "),
    found: inArrays.flatMap(({ path }) => (fields.get(path) ?? []).map(({ value }) => JSON.stringify(value))),
    asked,
    reason: `no single array element has all of ${asked}: ${places.join("; ")}`,
  };
}

function placesOf(values: readonly FieldValue[]): string {
  const places = new Set(values.map(({ position }) => `element ${printPosition(position)}`));
  return listed([...places]);
}

/** The indexes, outer array first: `[2][0]`. */
function printPosition(position: ArrayPosition | undefined): string {
  return position === undefined ? "" : `${printPosition(position.outer)}[${position.index}]`;
}
