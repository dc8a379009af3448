import * as z from "zod";

// The contract of one row of the bird strike files. It stands once, as a zod schema over the text of the fields; the SQL
// that checks a file is made of it (row-sql.ts). Each check's `error` is the reason that a rejected row is kept with.

/** Blank text counts as empty, blank being what JavaScript's trim() removes. Spelt out: `\S` is narrower in SQL. */
const notBlank = /[^\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/u;

const text = (column: string) => z.string().regex(notBlank, { error: `${column} is empty` });

/** At most 15 digits after leading zeros, so that the number is exact in JavaScript and in a BIGINT. */
const costs = (column: string) =>
  z
    .string()
    .regex(/^0*\d{1,15}$/u, { error: `${column} is not an integer of 0 or more` })
    .meta({ sqlType: "BIGINT" });

const damages = ["None", "Minor", "Medium", "Substantial"] as const;

/** The sum is judged only where all its columns are integers; otherwise the row has been given that reason already. */
const sum = (total: string, parts: readonly string[]) =>
  z.refine<Readonly<Record<string, string>>>(
    (row) => parts.reduce((soFar, part) => soFar + Number(row[part]), 0) === Number(row[total]),
    {
      error: `${total} is not the sum of ${parts.join(" and ")}`,
      // Whatever the other columns are like, unlike zod's default, so that a row gets all its reasons.
      when: ({ value, issues }) =>
        typeof value === "object" && !issues.some(({ path }) => [total, ...parts].includes(String(path?.[0]))),
      params: { sum: { total, parts } },
    },
  );

/** The contract of a row: the file's own column names, all values text. */
export const birdstrikeRow = z
  .object({
    "Airport Name": text("Airport Name"),
    "Aircraft Make Model": text("Aircraft Make Model"),
    "Effect Amount of damage": z.enum(damages, {
      error: `Effect Amount of damage is not one of ${damages.join(", ")}`,
    }),
    "Flight Date": z.iso.date({ error: "Flight Date is not an ISO date" }).meta({ sqlType: "DATE" }),
    "Aircraft Airline Operator": text("Aircraft Airline Operator"),
    "Origin State": text("Origin State"),
    "Phase of flight": z.string(),
    "Wildlife Size": z.string(),
    "Wildlife Species": text("Wildlife Species"),
    "Time of day": z.string(),
    "Cost Other": costs("Cost Other"),
    "Cost Repair": costs("Cost Repair"),
    "Cost Total $": costs("Cost Total $"),
    "Speed IAS in knots": z
      .string()
      .regex(/^(?:0*[1-9]\d{0,14})?$/u, { error: "Speed IAS in knots is neither empty nor an integer above 0" })
      .meta({ sqlType: "BIGINT" }),
  })
  .check(sum("Cost Total $", ["Cost Other", "Cost Repair"]));

/** The reason of the one rule that looks at the whole file. */
export const duplicateReason = "exact duplicate of an earlier row";
