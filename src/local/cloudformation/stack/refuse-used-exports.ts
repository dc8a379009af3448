import { validationError } from "../template/template.ts";
import { importersOf } from "./evaluate-outputs.ts";
import type { StackEngine } from "./stack-engine.ts";
import type { StackRecord } from "./stack-record.ts";

/** Refuses to delete a stack while another uses what it exports. */
export function refuseUsedExports(engine: StackEngine, stack: StackRecord): void {
  for (const { exportName } of stack.outputs) {
    const users = exportName === undefined ? [] : importersOf(engine, exportName);
    if (users.length > 0) {
      throw validationError(`Export ${exportName} cannot be deleted as it is in use by ${users.join(", ")}`);
    }
  }
}
