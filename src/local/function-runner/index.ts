export { createFunctionRunner, runnerLimits } from "./create-function-runner.ts";
export type { FunctionRunner, RunnerLimits } from "./create-function-runner.ts";
export type {
  ColdStart,
  FunctionLogStream,
  FunctionSpec,
  InvocationRequest,
  InvocationResult,
  RoleCredentials,
  RunnerHost,
} from "./function-spec.ts";
