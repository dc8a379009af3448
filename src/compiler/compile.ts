import type { CompileOptions, CompileResult } from "./output.ts";

/** Compiles workflow files to state machine definitions. Diagnostics are returned, never thrown. */
export function compile(options: CompileOptions): CompileResult {
  throw new Error(`not written yet: ${options.files.length}`);
}
