import { cpus } from "node:os";
import { compileTimes } from "./compile/bench.ts";
import { interpreter } from "./interpreter/bench.ts";
import { localCloud } from "./local/bench.ts";
import type { BenchRow } from "./row.ts";
import { printTable } from "./table.ts";
import { transitions } from "./transitions/bench.ts";

// npm run bench -- <name>: measures ours beside its anchor in one run, prints a table and, last, one line of JSON.
// A missed goal is reported, never a failure.

const benches: Readonly<Record<string, () => Promise<readonly BenchRow[]>>> = {
  transitions,
  compile: compileTimes,
  interpreter,
  local: localCloud,
};

const names = process.argv.slice(2);
const wanted = names.length === 0 ? Object.keys(benches) : names;
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`no such benchmark: ${unknown.join(", ")}. There are: ${Object.keys(benches).join(", ")}`);
  process.exit(2);
}
for (const bench of wanted) {
  const rows = await benches[bench]!();
  console.log(printTable(bench, rows));
  const machine = `${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`;
  console.log(JSON.stringify({ bench, machine, rows }));
}
