import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { type CompiledWorkflow, type CompileResult, createCompiler, formatDiagnostics } from "#compiler";
import { watchSources } from "../start/watch-sources.ts";
import { oneOf } from "../one-of.ts";
import { UsageError } from "../usage-error.ts";

const usage = `usage: npx millrace compile [FILES…] [options]

Compiles workflows to Amazon States Language, or says what stands in the way. Without FILES: all of workflows/*.ts.

  --out DIR                   writes <name>.asl.json for each workflow into DIR
  --watch                     compiles again after each save, until interrupted
  --format pretty|line|json   (default: pretty)`;

/** Runs `millrace compile`; exit code 1 if a workflow has an error. */
export async function compile(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h" },
      out: { type: "string" },
      watch: { type: "boolean", default: false },
      format: { type: "string", default: "pretty" },
    },
  });
  if (values.help === true) {
    console.log(usage);
    return 0;
  }
  const format = oneOf("--format", ["pretty", "line", "json"], values.format);
  // One compilation is over before code that V8's slowest compiler made would pay for the making: with it, a hundred workflows
  // take a quarter more processor time.
  if (!values.watch) setFlagsFromString("--no-turbofan");
  const rootFolder = process.cwd();
  let compiler = createCompiler({ rootFolder });
  const run = (changed: readonly string[] = []): CompileResult => {
    // How the code is read is decided when a compiler begins.
    if (changed.some((file) => file.endsWith(".json"))) compiler = createCompiler({ rootFolder });
    const files = positionals.length > 0 ? positionals.map((file) => path.resolve(file)) : workflowFiles(rootFolder);
    const result = compiler.compile(files);
    if (values.out !== undefined) writeDefinitions(result.workflows, values.out);
    console.log(format === "json" ? asJson(result) : asText(result, format, rootFolder));
    return result;
  };
  const first = run();
  if (values.watch) await recompileOnSave(rootFolder, run);
  return first.diagnostics.some(({ severity }) => severity === "error") ? 1 : 0;
}

/** Marks where a run begins and ends, so that an editor's task knows which diagnostics still hold. */
async function recompileOnSave(rootFolder: string, run: (changed: readonly string[]) => void): Promise<void> {
  const waiting = "compiled; waiting for changes (Ctrl+C ends)";
  console.log(waiting);
  const stopWatching = watchSources(rootFolder, (changed) => {
    console.log("compiling…");
    run(changed);
    console.log(waiting);
  });
  await new Promise<void>((resolve) => process.once("SIGINT", resolve));
  stopWatching();
}

/** Every module of the folder that exports something by default; others are what workflows share. */
function workflowFiles(rootFolder: string): readonly string[] {
  const folder = path.join(rootFolder, "workflows");
  if (!existsSync(folder)) throw new UsageError("there is no folder workflows/ here; name the files to compile");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts") && name !== "resources.ts")
    .map((name) => path.join(folder, name))
    .filter((file) => /^export default\b/m.test(readFileSync(file, "utf8")))
    .toSorted();
}

function writeDefinitions(workflows: readonly CompiledWorkflow[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, definition } of workflows) {
    writeFileSync(path.join(folder, `${name}.asl.json`), `${JSON.stringify(definition, null, 2)}\n`);
  }
}

function asJson({ workflows, diagnostics }: CompileResult): string {
  const shown = workflows.map(({ name, file, definition, tasks, sourceMap, cost }) => ({
    name,
    file,
    definition,
    tasks: tasks.map(({ placeholder, contract }) => ({ name: contract.name, placeholder })),
    sourceMap,
    cost,
  }));
  return JSON.stringify({ workflows: shown, diagnostics }, null, 2);
}

function asText({ workflows, diagnostics }: CompileResult, format: "pretty" | "line", rootFolder: string): string {
  const readSource = (file: string): string | undefined => {
    const whole = path.join(rootFolder, file);
    return existsSync(whole) ? readFileSync(whole, "utf8") : undefined;
  };
  const lines = workflows.map(({ name, file, cost }) => {
    const { states, shortestTransitions: shortest, longestTransitions: longest } = cost;
    const transitions = shortest === longest ? `${shortest}` : `${shortest}–${longest}`;
    return `${file}: ${name}, ${states} states, ${transitions} transitions per execution`;
  });
  const found = diagnostics.length === 0 ? [] : [formatDiagnostics(diagnostics, format, readSource)];
  return [...lines, ...(lines.length > 0 && found.length > 0 && format === "pretty" ? [""] : []), ...found].join("\n");
}
