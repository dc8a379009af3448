import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { buildSync, type BuildFailure, type BuildResult, type Message } from "esbuild";
import type { Diagnostic } from "#compiler";
import { handlerNotBundled, handlerNotExported } from "../diagnostics/catalog.ts";
import type { PlannedTask } from "../plan/plan-app.ts";
import { type LambdaPlatform, type NativePackage, nativePackagesOf } from "./native-packages.ts";

export interface BundleOptions {
  readonly tasks: readonly PlannedTask[];
  /** Paths in source maps are relative to it, so that the bundle is the same wherever it is written. */
  readonly rootFolder: string;
  /** Gets one folder per task function; what it held is removed. */
  readonly outputFolder: string;
  readonly platform: LambdaPlatform;
}

/** The code of one task function. */
export interface HandlerBundle {
  /** Holds `index.mjs`, which exports `handler`. */
  readonly folder: string;
  /** What it loads from a layer. */
  readonly nativePackages: readonly NativePackage[];
}

export interface BundleResult {
  /** By the task function's name. */
  readonly bundles: ReadonlyMap<string, HandlerBundle>;
  readonly diagnostics: readonly Diagnostic[];
  /** What esbuild warns about, for people. */
  readonly warnings: readonly string[];
}

type Build = BuildResult<{ metafile: true; write: false }>;

/**
 * `require` in an ES module: CommonJS dependencies need it, and it is what finds a layer's packages, because NODE_PATH, which
 * Lambda sets, holds for `require` and not for `import`.
 */
const requireBanner =
  'import { createRequire as millraceCreateRequire } from "node:module"; const require = millraceCreateRequire(import.meta.url);';

/** Bundles the handlers of all task functions in one build: a build per function costs about half a second each. */
export function bundleHandlers(options: BundleOptions): BundleResult {
  if (options.tasks.length === 0) return { bundles: new Map(), diagnostics: [], warnings: [] };
  const built = build(options);
  if ("failure" in built) return { bundles: new Map(), diagnostics: failures(built.failure, options), warnings: [] };
  rmSync(options.outputFolder, { recursive: true, force: true });
  const results = options.tasks.map((task) => ({ task, ...writeBundle(built.result, task, options) }));
  return {
    bundles: new Map(results.map(({ task, bundle }) => [task.contract.name, bundle])),
    diagnostics: results.flatMap(({ diagnostics }) => diagnostics),
    warnings: built.result.warnings.map(({ text, location }) =>
      location === null ? text : `${location.file}: ${text}`,
    ),
  };
}

/** The folder that esbuild believes it writes to: a fixed place in the project keeps source maps free of the real one. */
const virtualOutput = "dist-of-handlers";

function build({ tasks, rootFolder }: BundleOptions): { readonly result: Build } | { readonly failure: BuildFailure } {
  try {
    const result = buildSync({
      absWorkingDir: resolve(rootFolder),
      entryPoints: Object.fromEntries(
        tasks.map(({ contract, handlerFile }) => [`${contract.name}/index`, handlerFile]),
      ),
      outdir: virtualOutput,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      write: false,
      metafile: true,
      platform: "node",
      target: "node24",
      format: "esm",
      // ES modules first: a package's CommonJS build cannot be tree-shaken, and start-up time is billed.
      mainFields: ["module", "main"],
      minify: true,
      sourcemap: "linked",
      sourcesContent: false,
      external: ["*.node"],
      banner: { js: requireBanner },
      logLevel: "silent",
    });
    return { result };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return { failure: error };
  }
}

const isBuildFailure = (error: unknown): error is BuildFailure => error instanceof Error && "errors" in error;

function failures({ errors }: BuildFailure, { tasks, rootFolder }: BundleOptions): readonly Diagnostic[] {
  return errors.map(({ text, location }: Message) => {
    const file = location === null ? undefined : resolve(rootFolder, location.file);
    const task =
      tasks.find(({ handlerFile }) => handlerFile === file) ??
      tasks.find(({ handlerFile }) => file?.startsWith(join(handlerFile, "..")));
    const place = location === null ? {} : { file: location.file, line: location.line, column: location.column + 1 };
    return handlerNotBundled(place, task?.contract.name ?? "?", text);
  });
}

interface WrittenBundle {
  readonly bundle: HandlerBundle;
  readonly diagnostics: readonly Diagnostic[];
}

function writeBundle(result: Build, { contract, handlerFile }: PlannedTask, options: BundleOptions): WrittenBundle {
  const { rootFolder, outputFolder, platform } = options;
  const folder = join(outputFolder, contract.name);
  mkdirSync(folder, { recursive: true });
  const virtualFolder = resolve(rootFolder, virtualOutput, contract.name);
  for (const { path, contents } of result.outputFiles.filter((file) => resolve(file.path, "..") === virtualFolder)) {
    writeFileSync(join(folder, basename(path)), contents);
  }
  const output = result.metafile.outputs[`${virtualOutput}/${contract.name}/index.mjs`];
  const file = relative(rootFolder, handlerFile);
  if (output === undefined) throw new Error(`esbuild made no output for ${file}`);
  const exported = output.exports.includes("handler");
  const native = nativePackagesOf({ metafile: result.metafile, output, handlerFile: file, rootFolder, platform });
  return {
    bundle: { folder, nativePackages: native.packages },
    diagnostics: [...(exported ? [] : [handlerNotExported(file, contract.name)]), ...native.diagnostics],
  };
}
