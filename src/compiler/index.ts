// The door "millrace/compiler": TypeScript workflows in, Amazon States Language out.
export { type AnswerCheck, answerChecks } from "./2-lower/guard/answer-checks.ts";
export { awsRetriers, defaultEmitRetrier, taskRetriers } from "./2-lower/effects/retriers.ts";
export { compile } from "./compile.ts";
export { type Compiler, createCompiler } from "./create-compiler.ts";
export { type DiagnosticFormat, formatDiagnostics, type ReadSource } from "./diagnostics/format.ts";
export type { Diagnostic, DiagnosticNote, Severity } from "./diagnostics/diagnostic.ts";
export {
  type CompiledWorkflow,
  type CompileOptions,
  type CompileResult,
  type Cost,
  eventBusPlaceholder,
  eventSourcePlaceholder,
  type SourcePlace,
  type AwsRight,
  type AwsTarget,
  type UsedAwsCall,
  type UsedMapRun,
  type UsedReference,
  type UsedTask,
  type UsedWorkflow,
} from "./output.ts";
