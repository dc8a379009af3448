import { contractNames } from "./contracts.ts";
import { pick, type Random } from "./random.ts";

/** Variable names: many are functions or words of JSONata, or no names there at all. */
const pool: readonly string[] = [
  "count",
  "string",
  "length",
  "map",
  "filter",
  "merge",
  "states",
  "keys",
  "lookup",
  "number",
  "now",
  "append",
  "x",
  "y",
  "item",
  "v",
  "value",
  "$",
  "_",
  "$x",
  "ünï",
  "name",
  "result",
  "input",
  "and",
  "or",
  "exists",
  "type",
  "uuid",
  "hash",
  "join",
  "i",
  "order",
  "total",
  "state",
  "spread",
];

/** Gives names that differ within a program. */
export function newNames(random: Random): () => string {
  const free = pool.filter((name) => !contractNames.includes(name));
  let numbered = 0;
  return () => {
    if (free.length === 0 || random.below(3) === 0) return `v${(numbered += 1)}`;
    const name = pick(random, free);
    free.splice(free.indexOf(name), 1);
    return name;
  };
}
