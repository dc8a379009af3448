import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { ts } from "../program.ts";

/** Evaluates a module of the project and gives its exports. */
export type EvaluateModule = (file: string) => Readonly<Record<string, unknown>>;

/**
 * Evaluates modules of the project from their text as it is now. Node keeps what it has loaded for the life of the process, so
 * whoever watches files needs another way; packages, which do not change meanwhile, still come from Node.
 */
export function createModuleEvaluator(): EvaluateModule {
  const modules = new Map<string, { exports: Record<string, unknown> }>();
  const evaluate: EvaluateModule = (file) => {
    const before = modules.get(file);
    if (before !== undefined) return before.exports;
    const module: { exports: Record<string, unknown> } = { exports: {} };
    // Known before it is evaluated: modules may import each other.
    modules.set(file, module);
    const fromNode = createRequire(file);
    const require = (name: string): unknown => {
      const isOwn = /^\.\.?\//.test(name) && /\.[cm]?ts$/.test(name);
      return isOwn ? evaluate(path.resolve(path.dirname(file), name)) : fromNode(name);
    };
    // The project's own code, which compiling would load in any case.
    const run = new Function("exports", "require", "module", toCommonJs(file));
    run(module.exports, require, module);
    return module.exports;
  };
  return evaluate;
}

function toCommonJs(file: string): string {
  const { outputText } = ts.transpileModule(readFileSync(file, "utf8"), {
    fileName: file,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2024, esModuleInterop: true },
  });
  return `${outputText}\n//# sourceURL=${file}`;
}
