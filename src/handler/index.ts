// The door "millrace/handler": what the handlers of task functions import.
export { type Execution } from "./execution.ts";
export { type HandlerContext } from "./handler-context.ts";
export { type InvocationContext, type LambdaHandler, taskHandler } from "./task-handler.ts";
export { TaskFailure } from "./task-failure.ts";
