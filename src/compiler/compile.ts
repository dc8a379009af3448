import { createCompiler } from "./create-compiler.ts";
import type { CompileOptions, CompileResult } from "./output.ts";

/**
 * Compiles workflow files to state machine definitions. Diagnostics are returned, never thrown.
 *
 * @example
 * const { workflows, diagnostics } = compile({ files: [path.resolve("workflows/greet.ts")] });
 */
export function compile({ files, rootFolder }: CompileOptions): CompileResult {
  return createCompiler(rootFolder === undefined ? {} : { rootFolder }).compile(files);
}
