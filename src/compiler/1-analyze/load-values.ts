import { createRequire } from "node:module";
import { ts } from "../program.ts";
import { createModuleEvaluator, type EvaluateModule } from "./evaluate-modules.ts";
import { resolveAlias } from "./millrace-symbols.ts";

/** What loading a module gave. */
export type LoadedModule = { readonly values: Readonly<Record<string, unknown>> } | { readonly failure: string };

/** Loads a module once per run, synchronously, as CDK constructors need it too. */
export type LoadModule = (file: string) => LoadedModule;

export interface ModuleLoader {
  /** Forgets what was loaded, since files changed. */
  readonly forget: () => void;
  readonly load: LoadModule;
}

export function createModuleLoader(): ModuleLoader {
  let loaded = new Map<string, LoadedModule>();
  let evaluate: EvaluateModule = createRequire(import.meta.url);
  return {
    forget() {
      if (loaded.size === 0) return;
      loaded = new Map();
      evaluate = createModuleEvaluator();
    },
    load(file) {
      const before = loaded.get(file);
      if (before !== undefined) return before;
      const result = loadModule(file, evaluate);
      loaded.set(file, result);
      return result;
    },
  };
}

function loadModule(file: string, evaluate: EvaluateModule): LoadedModule {
  try {
    return { values: evaluate(file) };
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(String(error));
    return { failure: message.split("\n")[0]! };
  }
}

/** A value of the source, found by its symbol: the module that defines it and the name it exports it by. */
export interface ResolvedValue {
  readonly value: unknown;
  readonly file: string;
}

/** Finds the value of an exported top-level constant; `undefined` if it is none, or is not exported. */
export function resolveValue(symbol: ts.Symbol, checker: ts.TypeChecker, load: LoadModule): ResolvedValue | undefined {
  const resolved = resolveAlias(checker, symbol);
  const declaration = resolved.valueDeclaration;
  // `export default defineWorkflow(…)` has no name of its own.
  const isValue =
    declaration !== undefined &&
    (ts.isVariableDeclaration(declaration) || (ts.isExportAssignment(declaration) && !declaration.isExportEquals));
  if (!isValue) return undefined;
  const sourceFile = declaration.getSourceFile();
  const module = checker.getSymbolAtLocation(sourceFile);
  if (module === undefined) return undefined;
  const exported = checker
    .getExportsOfModule(module)
    .find((candidate) => resolveAlias(checker, candidate) === resolved || candidate.valueDeclaration === declaration);
  if (exported === undefined) return undefined;
  const file = runtimeFile(sourceFile.fileName);
  const result = load(file);
  return "failure" in result ? undefined : { value: result.values[exported.name], file };
}

/** Declarations of a built package stand beside the JavaScript they describe. */
function runtimeFile(file: string): string {
  return file.replace(/\.d\.(m|c)?ts$/, ".$1js");
}
