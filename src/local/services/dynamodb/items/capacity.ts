import type { ConsumedCapacity, ReturnConsumedCapacity } from "@aws-sdk/client-dynamodb";
import type { Table } from "../tables/table.ts";

const readUnit = 4096;
const writeUnit = 1024;

/** Read units of so many bytes: half of them where an old answer will do, twice where the reads are one transaction. */
export function readUnits(bytes: number, how: "eventual" | "consistent" | "transaction"): number {
  const units = Math.max(1, Math.ceil(bytes / readUnit));
  return how === "eventual" ? units / 2 : how === "consistent" ? units : units * 2;
}

/** Write units of the larger of the sizes before and after. */
export const writeUnits = (...sizes: readonly number[]): number =>
  Math.max(1, Math.ceil(Math.max(...sizes) / writeUnit));

export interface Consumed {
  readonly table: Table;
  /** Of the table itself. */
  readonly units: number;
  /** Of its indexes, by name. */
  readonly indexUnits?: Readonly<Record<string, number>>;
  /** A transaction says apart what was read and what was written. */
  readonly kind?: "read" | "write";
}

/** What a request asked to be told of its capacity. */
function consumedCapacity(
  wanted: ReturnConsumedCapacity | undefined,
  consumed: Consumed,
): ConsumedCapacity | undefined {
  if (wanted === undefined || wanted === "NONE") return undefined;
  const { table, units, indexUnits = {}, kind } = consumed;
  const total = Object.values(indexUnits).reduce((sum, each) => sum + each, units);
  const all = (amount: number) => ({
    CapacityUnits: amount,
    ...(kind === "read" && { ReadCapacityUnits: amount }),
    ...(kind === "write" && { WriteCapacityUnits: amount }),
  });
  if (wanted === "TOTAL") return { TableName: table.name, ...all(total) };
  const pick = (names: readonly string[]) =>
    Object.fromEntries(names.filter((name) => name in indexUnits).map((name) => [name, all(indexUnits[name] ?? 0)]));
  const local = pick(table.definition.LocalSecondaryIndexes.map(({ IndexName }) => IndexName));
  const global = pick(table.definition.GlobalSecondaryIndexes.map(({ IndexName }) => IndexName));
  return {
    TableName: table.name,
    ...all(total),
    Table: all(units),
    ...(Object.keys(local).length > 0 && { LocalSecondaryIndexes: local }),
    ...(Object.keys(global).length > 0 && { GlobalSecondaryIndexes: global }),
  };
}

/** The capacity as a member of an answer, where it was asked for. */
export function withCapacity(wanted: ReturnConsumedCapacity | undefined, consumed: Consumed) {
  const ConsumedCapacity = consumedCapacity(wanted, consumed);
  return ConsumedCapacity === undefined ? {} : { ConsumedCapacity };
}

/** One entry per table, what each used added up. */
export function capacityPerTable(wanted: ReturnConsumedCapacity | undefined, all: readonly Consumed[]) {
  if (wanted === undefined || wanted === "NONE") return {};
  const byTable = Map.groupBy(all, ({ table }) => table.name);
  const ConsumedCapacity = [...byTable.values()].flatMap((each) => {
    const indexUnits: Record<string, number> = {};
    for (const one of each) {
      for (const [name, units] of Object.entries(one.indexUnits ?? {}))
        indexUnits[name] = (indexUnits[name] ?? 0) + units;
    }
    const units = each.reduce((sum, one) => sum + one.units, 0);
    return consumedCapacity(wanted, { ...(each[0] as Consumed), units, indexUnits }) ?? [];
  });
  return { ConsumedCapacity };
}
