import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { dateBins, numberBins } from "./make-histogram.ts";
import type { ColumnProfile } from "./profile.ts";

/** How many of the most frequent values a profile names. */
const topValues = 10;

/** Profiles each column of a Parquet file, in the file's order. */
export async function profileColumns(connection: DuckDBConnection, path: string): Promise<readonly ColumnProfile[]> {
  await connection.run(`CREATE OR REPLACE VIEW dataset AS FROM read_parquet('${path.replaceAll("'", "''")}')`);
  const described = await select(connection, "SELECT column_name, column_type FROM (DESCRIBE dataset)");
  const columns: ColumnProfile[] = [];
  for (const [name, type] of described) columns.push(await profileColumn(connection, String(name), String(type)));
  return columns;
}

async function profileColumn(connection: DuckDBConnection, name: string, type: string): Promise<ColumnProfile> {
  const column = `"${name.replaceAll('"', '""')}"`;
  const [counts] = await select(
    connection,
    `SELECT count(${column}), count(*) - count(${column}), count(DISTINCT ${column}) FROM dataset`,
  );
  const [values = 0, nulls = 0, distinct = 0] = (counts ?? []).map(Number);
  const top = await select(
    connection,
    `SELECT ${column}::VARCHAR, count(*) FROM dataset WHERE ${column} IS NOT NULL
     GROUP BY ${column} ORDER BY count(*) DESC, ${column} LIMIT ${topValues}`,
  );
  const common = {
    name,
    values,
    nulls,
    distinct,
    top: top.map(([value, rows]) => ({ value: String(value), rows: Number(rows) })),
  };
  switch (type) {
    case "BIGINT":
      return { ...common, type: "number", ...(await profileNumbers(connection, column)) };
    case "DATE":
      return { ...common, type: "date", ...(await profileDates(connection, column)) };
    case "VARCHAR": {
      const [lengths = []] = await select(
        connection,
        `SELECT min(length(${column})), max(length(${column})) FROM dataset`,
      );
      return { ...common, type: "text", shortest: numberOrNull(lengths[0]), longest: numberOrNull(lengths[1]) };
    }
    default:
      throw new TypeError(`column ${name}: profiles are made of VARCHAR, BIGINT and DATE, got ${type}`);
  }
}

async function profileNumbers(connection: DuckDBConnection, column: string) {
  const [row = []] = await select(
    connection,
    `SELECT min(${column}), max(${column}), avg(${column}), median(${column}), quantile_cont(${column}, 0.95) FROM dataset`,
  );
  const [minimum = null, maximum = null, mean = null, median = null, percentile95 = null] = row.map(numberOrNull);
  const histogram = await numberBins({ count: (sql) => pairs(connection, sql), column, minimum, maximum, median });
  return { minimum, maximum, mean: rounded(mean), median, percentile95, histogram };
}

async function profileDates(connection: DuckDBConnection, column: string) {
  const [row = []] = await select(connection, `SELECT min(${column})::VARCHAR, max(${column})::VARCHAR FROM dataset`);
  const [minimum = null, maximum = null] = row.map((value) => (value === null ? null : String(value)));
  const histogram = await dateBins({ count: (sql) => pairs(connection, sql), column, minimum, maximum });
  return { minimum, maximum, histogram };
}

/** For reading: more digits of a mean say nothing. */
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100;
}

function numberOrNull(value: DuckDBValue | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

async function pairs(connection: DuckDBConnection, sql: string): Promise<ReadonlyMap<number, number>> {
  const rows = await select(connection, sql);
  return new Map(rows.map(([bin, count]) => [Number(bin), Number(count)]));
}

async function select(connection: DuckDBConnection, sql: string): Promise<readonly (readonly DuckDBValue[])[]> {
  const result = await connection.runAndReadAll(sql);
  return result.getRows();
}
