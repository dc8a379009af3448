// The definition of a cron, as slow as it is plain: look at every minute, what the clock of the place shows, and whether each
// field takes it. Shares nothing with what it tests.

/** Every minute in (from, to] that a cron takes; of a time that the clock shows twice, the first. */
export function bruteForceTimes(expression: string, zone: string, from: number, to: number): readonly number[] {
  const fields = expression.slice("cron(".length, -1).split(" ");
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  const seen = new Set<string>();
  const times: number[] = [];
  // A clock that is put back shows again what it showed an hour before, or half of one.
  const start = Math.ceil((from - 3 * 3_600_000) / 60_000) * 60_000;
  for (let at = start; at <= to; at += 60_000) {
    const shown = format.format(at);
    const isFirst = !seen.has(shown);
    seen.add(shown);
    if (isFirst && at > from && takes(fields, shown)) times.push(at);
  }
  return times;
}

function takes(
  [minutes = "", hours = "", ofMonth = "", month = "", ofWeek = ""]: readonly string[],
  shown: string,
): boolean {
  const [y = 0, m = 0, d = 0, hour = 0, minute = 0] = shown.split(/[- :]/).map(Number);
  return (
    inField(minutes, minute, 0, 59) &&
    inField(hours, hour, 0, 23) &&
    inField(month, m, 1, 12) &&
    (ofWeek === "?" ? takesDayOfMonth(ofMonth, y, m, d) : takesDayOfWeek(ofWeek, y, m, d))
  );
}

function inField(field: string, value: number, from: number, to: number): boolean {
  return field.split(",").some((part) => {
    const [span = "", step] = part.split("/");
    const [first, last] = span === "*" ? [from, to] : span.split("-").map(Number);
    const low = first ?? from;
    const high = last ?? (step === undefined ? low : to);
    return value >= low && value <= high && (value - low) % Number(step ?? 1) === 0;
  });
}

const weekdayOf = (y: number, m: number, d: number): number => new Date(Date.UTC(y, m - 1, d)).getUTCDay() + 1;
const exists = (y: number, m: number, d: number): boolean =>
  d >= 1 && new Date(Date.UTC(y, m - 1, d)).getUTCMonth() === m - 1;

function takesDayOfMonth(field: string, y: number, m: number, d: number): boolean {
  if (field === "L") return !exists(y, m, d + 1);
  if (!field.endsWith("W")) return inField(field, d, 1, 31);
  const wanted = Number(field.slice(0, -1));
  if (!exists(y, m, wanted)) return false;
  const candidates = [wanted, wanted - 1, wanted + 1, wanted - 2, wanted + 2].filter(
    (day) => exists(y, m, day) && weekdayOf(y, m, day) >= 2 && weekdayOf(y, m, day) <= 6,
  );
  return candidates[0] === d;
}

function takesDayOfWeek(field: string, y: number, m: number, d: number): boolean {
  const weekday = weekdayOf(y, m, d);
  if (field === "L") return weekday === 7;
  if (field.endsWith("L")) return weekday === Number(field[0]) && !exists(y, m, d + 7);
  const [day, nth] = field.split("#");
  if (nth === undefined) return inField(field, weekday, 1, 7);
  return weekday === Number(day) && Math.floor((d - 1) / 7) + 1 === Number(nth);
}
