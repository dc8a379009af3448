import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { birdstrikeRow } from "./row-contract.ts";
import { rowSql, type RowRule } from "./row-sql.ts";
import { identifier, literal } from "./sql-text.ts";
import type { StagedFile } from "./stage-records.ts";
import { writeBadRows } from "./write-bad-rows.ts";

export interface CheckOptions {
  readonly contract: typeof birdstrikeRow;
  readonly duplicateReason: string;
  readonly staged: StagedFile;
  readonly columns: readonly string[];
  readonly delimiter: string;
  /** Takes the results and DuckDB's own temporary files. */
  readonly directory: string;
  readonly memoryLimitMb: number;
}

export interface CheckedFile {
  readonly rows: number;
  readonly good: number;
  readonly bad: number;
  readonly reasons: { readonly reason: string; readonly rows: number }[];
  /** Local files: the good rows as Parquet, the bad ones as text with their reasons. */
  readonly goodFile: string;
  readonly badFile: string;
}

/** Checks a staged file with DuckDB, which keeps to the memory limit by spilling to the directory. */
export async function checkStaged(options: CheckOptions): Promise<CheckedFile> {
  const { staged, directory, memoryLimitMb } = options;
  const instance = await DuckDBInstance.create(`${directory}/check.duckdb`, {
    memory_limit: `${memoryLimitMb}MB`,
    threads: "2",
    temp_directory: `${directory}/spill`,
    // Nothing is fetched at run time: Parquet is built in.
    autoinstall_known_extensions: "false",
  });
  try {
    const connection = await instance.connect();
    const goodFile = `${directory}/good.parquet`;
    const badFile = `${directory}/bad.csv`;
    await connection.run(checkedTable(options));
    await connection.run(malformedTable(staged));
    const rows = await count(connection, "SELECT (SELECT count(*) FROM checked) + (SELECT count(*) FROM malformed)");
    if (rows !== staged.rows) throw new Error(`DuckDB reads ${rows} rows where ${staged.rows} were staged`);
    await connection.run(`COPY (${goodRows(options)}) TO ${literal(goodFile)} (FORMAT parquet, COMPRESSION zstd)`);
    await connection.run(badView);
    await writeBadRows({ connection, staged, delimiter: options.delimiter, path: badFile });
    const good = await count(connection, "SELECT count(*) FROM checked WHERE len(reasons) = 0");
    return { rows, good, bad: rows - good, reasons: await countReasons(connection), goodFile, badFile };
  } finally {
    instance.closeSync();
  }
}

/** Columns get names of their own (c0, c1, …): a header may hold anything. */
function columnAt(index: number): string {
  return `c${index}`;
}

function checkedTable({ contract, columns, delimiter, staged, duplicateReason }: CheckOptions): string {
  const names = columns.map((_, index) => columnAt(index));
  const place = ["row", "line", "start", "length"].map((name) => `${literal(name)}: 'BIGINT'`);
  const fields = names.map((name) => `${literal(name)}: 'VARCHAR'`);
  const duplicate: RowRule = { reason: duplicateReason, predicate: "occurrence = 1" };
  const { rules } = rowSql(contract, (column) => columnAt(columns.indexOf(column)));
  const reasons = [...rules, duplicate].map(
    ({ reason, predicate }) => `CASE WHEN NOT (${predicate}) THEN ${literal(reason)} END`,
  );
  return `
    CREATE TABLE checked AS
    SELECT * EXCLUDE (occurrence), list_filter([${reasons.join(",\n")}], lambda reason: reason IS NOT NULL) AS reasons
    FROM (
      SELECT *, row_number() OVER (PARTITION BY ${names.join(", ")} ORDER BY row) AS occurrence
      FROM read_csv(${literal(staged.wellFormed)}, auto_detect = false, header = false,
        delim = ${literal(delimiter)}, quote = '"', escape = '"', new_line = '\\n', max_line_size = 16777216,
        columns = {${[...place, ...fields].join(", ")}}, force_not_null = [${names.map(literal).join(", ")}])
    )`;
}

function malformedTable({ malformed }: StagedFile): string {
  return `
    CREATE TABLE malformed AS
    FROM read_csv(${literal(malformed)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
      new_line = '\\n', max_line_size = 16777216, force_not_null = ['text'],
      columns = {'row': 'BIGINT', 'line': 'BIGINT', 'reason': 'VARCHAR', 'text': 'VARCHAR'})`;
}

const badView = `
  CREATE VIEW bad AS
  SELECT row, line, start, length, NULL AS text, reasons FROM checked WHERE len(reasons) > 0
  UNION ALL
  SELECT row, line, NULL, NULL, text, [reason] FROM malformed`;

/** The contract's columns, typed and in its order, then those that it does not know, as text. */
function goodRows({ contract, columns }: CheckOptions): string {
  const { columns: known } = rowSql(contract, (column) => columnAt(columns.indexOf(column)));
  const names = new Set(known.map(({ name }) => name));
  const values = [
    ...known.map(({ name, value }) => `${value} AS ${identifier(name)}`),
    ...columns.flatMap((name, index) =>
      names.has(name) ? [] : [`nullif(${columnAt(index)}, '') AS ${identifier(name)}`],
    ),
  ];
  return `SELECT ${values.join(", ")} FROM checked WHERE len(reasons) = 0 ORDER BY row`;
}

async function count(connection: DuckDBConnection, sql: string): Promise<number> {
  const result = await connection.runAndReadAll(sql);
  return Number(result.value(0, 0));
}

async function countReasons(connection: DuckDBConnection): Promise<CheckedFile["reasons"]> {
  const result = await connection.runAndReadAll(`
    SELECT reason, count(*) FROM (SELECT unnest(reasons) AS reason FROM bad) GROUP BY reason ORDER BY count(*) DESC, reason`);
  return result.getRows().map(([reason, rows]) => ({ reason: String(reason), rows: Number(rows) }));
}
