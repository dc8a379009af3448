import { ScheduleExpressionError } from "./schedule-expression.ts";

export interface CronFieldRange {
  /** For messages. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** `JAN`, `FEB` … for the values from `from` on. */
  readonly names?: readonly string[];
}

/** The values that a field takes, in order: `*`, `5`, `MON-FRI`, `0/15`, `1-31/2`, and lists of those. */
export function parseCronField(range: CronFieldRange, text: string): readonly number[] {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    for (const value of parsePart(range, part, text)) values.add(value);
  }
  return [...values].toSorted((left, right) => left - right);
}

function parsePart(range: CronFieldRange, part: string, text: string): readonly number[] {
  const [, span = "", step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
  const bounds = parseSpan(range, span, step !== undefined);
  if (bounds === undefined) throw refusal(range, text);
  const width = step === undefined ? 1 : Number(step);
  if (width < 1 || width > range.to) {
    throw new ScheduleExpressionError(`the step in ${range.name} must be 1 to ${range.to}, got ${text}`);
  }
  const [from, to] = bounds;
  if (from > to) {
    throw new ScheduleExpressionError(
      `a range in ${range.name} must go up, got ${span}; write two ranges with a comma between`,
    );
  }
  const values: number[] = [];
  for (let value = from; value <= to; value += width) values.push(value);
  return values;
}

/** First and last value; a single value with a step goes on to the end. */
function parseSpan(range: CronFieldRange, span: string, hasStep: boolean): readonly [number, number] | undefined {
  if (span === "*") return [range.from, range.to];
  const [first = "", last, ...rest] = span.split("-");
  const from = parseValue(range, first);
  const to = last === undefined ? (hasStep ? range.to : from) : parseValue(range, last);
  return from === undefined || to === undefined || rest.length > 0 ? undefined : [from, to];
}

function parseValue({ from, to, names = [] }: CronFieldRange, text: string): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  if (named >= 0) return from + named;
  if (!/^\d{1,4}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= from && value <= to ? value : undefined;
}

function refusal({ name, from, to, names }: CronFieldRange, text: string): ScheduleExpressionError {
  const spelled = names === undefined ? "" : ` or ${names[0]} to ${names.at(-1)}`;
  return new ScheduleExpressionError(`${name} is ${from} to ${to}${spelled}, got ${text}`);
}
