import type * as z from "zod";
import type * as core from "zod/v4/core";
import { identifier, literal } from "./sql-text.ts";

/** One check of the contract: rows for which the predicate is not true are rejected for the reason. */
export interface RowRule {
  readonly reason: string;
  readonly predicate: string;
}

export interface RowColumn {
  readonly name: string;
  /** The value as the Parquet file holds it; empty text is null. */
  readonly value: string;
}

export interface RowSql {
  readonly columns: readonly RowColumn[];
  readonly rules: readonly RowRule[];
}

const sqlTypes = ["VARCHAR", "BIGINT", "DATE"];

/**
 * Makes DuckDB's SQL of a row contract: a predicate per check, in the order in which zod reports them.
 *
 * Takes the part of zod that has one meaning in both: text with patterns, enums, and sums over columns. Anything else is
 * an error, never a check that is left out. `sqlOf` says how SQL calls a column; its values are text and never null.
 */
export function rowSql(contract: z.ZodObject, sqlOf: (column: string) => string = identifier): RowSql {
  const fields = Object.entries(contract.shape) as [string, z.ZodType][];
  const rulesOf = new Map(fields.map(([name, field]) => [name, fieldRules(name, field, sqlOf(name))]));
  return {
    columns: fields.map(([name, field]) => ({ name, value: valueOf(name, field, sqlOf(name)) })),
    rules: [...[...rulesOf.values()].flat(), ...checksOf(contract).map((check) => sumRule(check, rulesOf, sqlOf))],
  };
}

function valueOf(name: string, field: z.ZodType, sql: string): string {
  const sqlType = field.meta()?.["sqlType"] ?? "VARCHAR";
  if (typeof sqlType !== "string" || !sqlTypes.includes(sqlType)) {
    throw new TypeError(`column ${name}: sqlType must be one of ${sqlTypes.join(", ")}, got ${String(sqlType)}`);
  }
  const given = `nullif(${sql}, '')`;
  return sqlType === "VARCHAR" ? given : `CAST(${given} AS ${sqlType})`;
}

function fieldRules(name: string, field: z.ZodType, sql: string): readonly RowRule[] {
  const def = (field as z.ZodEnum | z.ZodString)._zod.def;
  switch (def.type) {
    case "enum": {
      const values = Object.values(def.entries).map((value) => literal(String(value)));
      return [{ reason: reasonOf(name, def), predicate: `${sql} IN (${values.join(", ")})` }];
    }
    case "string":
      // A format such as z.iso.date() is itself a check; .regex() adds checks to a plain string.
      return ["check" in def ? def : undefined, ...checksOf(field)]
        .filter((check) => check !== undefined)
        .map((check) => ({
          reason: reasonOf(name, check),
          predicate: `regexp_matches(${sql}, ${literal(re2(name, patternOf(name, check)))})`,
        }));
    default:
      throw new TypeError(
        `column ${name}: a row contract is of strings and enums, got ${(def as core.$ZodTypeDef).type}`,
      );
  }
}

type CheckDef = core.$ZodCheckDef | core.$ZodTypeDef;

function checksOf(type: z.ZodType): readonly core.$ZodCheckDef[] {
  return (type._zod.def.checks ?? []).map((check) => check._zod.def);
}

function reasonOf(what: string, def: CheckDef): string {
  const reason = (def.error as ((issue: object) => unknown) | undefined)?.({});
  if (typeof reason !== "string") throw new TypeError(`${what}: a check of a row contract needs an error of its own`);
  return reason;
}

function patternOf(name: string, def: CheckDef): RegExp {
  if ("pattern" in def && def.pattern instanceof RegExp) return def.pattern;
  throw new TypeError(
    `column ${name}: a check of text must be a pattern, got ${"check" in def ? String(def.check) : def.type}`,
  );
}

/** JavaScript's pattern in the syntax of RE2, refusing what RE2 lacks or reads otherwise. */
function re2(name: string, pattern: RegExp): string {
  // `\s` knows fewer blanks there, `.` more line ends; groups other than (?:…), references and properties are missing.
  const other = /\(\?(?!:)|\\[1-9sSpPkxc]|\\u\{|(?<!\\)\./.exec(pattern.source);
  if (other !== null || !["", "u"].includes(pattern.flags)) {
    throw new TypeError(
      `column ${name}: ${String(pattern)} does not mean the same in SQL (${other?.[0] ?? pattern.flags})`,
    );
  }
  return pattern.source.replaceAll(/\\u([0-9a-fA-F]{4})/g, String.raw`\x{$1}`);
}

/** As in zod, a sum has nothing to say about a row where a check of one of its columns fails. */
function sumRule(
  def: core.$ZodCheckDef,
  rulesOf: ReadonlyMap<string, readonly RowRule[]>,
  sqlOf: (column: string) => string,
): RowRule {
  const { params } = def as unknown as core.$ZodCustomDef;
  const sum = params?.["sum"] as { readonly total: string; readonly parts: readonly string[] } | undefined;
  if (sum === undefined) throw new TypeError("a row contract's check over several columns must be a sum");
  const fieldsHold = [...sum.parts, sum.total].flatMap((column) => rulesOf.get(column) ?? []);
  const number = (column: string) => `TRY_CAST(${sqlOf(column)} AS BIGINT)`;
  const holds = `${sum.parts.map(number).join(" + ")} = ${number(sum.total)}`;
  const judged = fieldsHold.map(({ predicate }) => predicate).join(" AND ");
  return { reason: reasonOf(sum.total, def), predicate: `CASE WHEN ${judged} THEN ${holds} ELSE true END` };
}
