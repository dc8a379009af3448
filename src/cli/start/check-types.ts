import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { constants, setPriority } from "node:os";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import type { Project } from "./project.ts";
import { sourceFolders } from "./watch-sources.ts";

/** A type error, as the TypeScript compiler words it. */
export interface TypeFinding {
  /** `functions/charge-card/handler.ts:3:9`, from the project's folder; absent where no source is at fault. */
  readonly place: string | undefined;
  /** `TS2322: Type 'string' is not assignable to type 'number'.`, with what the compiler adds below. */
  readonly text: string;
}

/**
 * Type-checks what the app is made of, with the project's own compiler and settings.
 *
 * The handlers' types are checked nowhere else on the way: esbuild drops them. Runs at low priority, beside the deployment; undefined
 * if it was aborted, or if the project has no tsconfig.json.
 */
export async function checkTypes(project: Project, signal: AbortSignal): Promise<readonly TypeFinding[] | undefined> {
  if (!existsSync(join(project.folder, "tsconfig.json")) || signal.aborted) return undefined;
  const child = spawn(
    process.execPath,
    [compilerOf(project.folder), "--project", writeSettings(project), "--pretty", "false"],
    {
      cwd: project.folder,
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    },
  );
  if (child.pid !== undefined) lowerPriority(child.pid);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => lines.push(line));
  }
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      lines.push(error.message);
      resolve(null);
    });
    child.once("close", resolve);
  });
  if (signal.aborted) return undefined;
  return code === 0 ? [] : readFindings(lines);
}

/** The compiler's lines as findings; a line that is indented goes on with the one above. */
export function readFindings(lines: readonly string[]): readonly TypeFinding[] {
  const findings: TypeFinding[] = [];
  for (const line of lines) {
    const [, file, row, column, text] = /^(.+?)\((\d+),(\d+)\): error (TS\d+: .*)$/.exec(line) ?? [];
    const last = findings.at(-1);
    if (text !== undefined) findings.push({ place: `${file}:${row}:${column}`, text });
    else if (/^\s/.test(line) && last !== undefined) findings.splice(-1, 1, { ...last, text: `${last.text}\n${line}` });
    else if (line.trim() !== "") findings.push({ place: undefined, text: line.replace(/^error /, "") });
  }
  return findings;
}

/** The project's own `tsc`; ours where it has none. */
function compilerOf(folder: string): string {
  try {
    return join(createRequire(join(folder, "package.json")).resolve("typescript/package.json"), "../bin/tsc");
  } catch {
    return join(createRequire(import.meta.url).resolve("typescript-6/package.json"), "../bin/tsc");
  }
}

/** The project's settings for the app's folders alone; what was found out is kept between checks, and between starts. */
function writeSettings({ folder, dataFolder }: Project): string {
  const settingsFolder = join(dataFolder, "types");
  mkdirSync(settingsFolder, { recursive: true });
  const fromSettings = (name: string): string => relative(settingsFolder, join(folder, name)).replaceAll("\\", "/");
  const isInside = !relative(folder, settingsFolder).startsWith("..");
  const settings = {
    extends: fromSettings("tsconfig.json"),
    compilerOptions: {
      noEmit: true,
      composite: false,
      incremental: true,
      tsBuildInfoFile: "./checked.tsbuildinfo",
      // The compiler looks for them upwards from its settings, which would miss the project's from a data folder elsewhere.
      ...(isInside ? {} : { typeRoots: [fromSettings("node_modules/@types")] }),
    },
    files: [],
    include: sourceFolders.map((name) => `${fromSettings(name)}/**/*`),
    exclude: [`${fromSettings("node_modules")}/**`],
  };
  const file = join(settingsFolder, "tsconfig.json");
  writeFileSync(file, JSON.stringify(settings, undefined, 2));
  return file;
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // Not allowed here, or already gone: it runs as any other.
  }
}
