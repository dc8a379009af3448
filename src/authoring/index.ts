// The door "millrace": what workflows, contracts and resources import.
export type { AwsJob, AwsOperation, AwsOperationDescription } from "./aws/aws-operation.ts";
export { type AwsError, isAwsError } from "./aws/is-aws-error.ts";
export { accessVariable } from "./access-variable.ts";
export { anyOf, type AnyOf } from "./any-of.ts";
export { type Bucket, type BucketAccess, defineBucket } from "./bucket.ts";
export type { CallOptions, RetryRule } from "./call-options.ts";
export {
  call,
  type CalledOutput,
  type CallWorkflowOptions,
  checkCallWorkflow,
  longestExecutionSeconds,
  longestExpressSeconds,
} from "./call.ts";
export { callback, type CallbackOptions, checkCallback } from "./callback.ts";
export { context, type ExecutionContext } from "./context.ts";
export { emit } from "./emit.ts";
export { errors } from "./error-names.ts";
export { isTaskError, type TaskError, WorkflowError } from "./errors.ts";
export { type AppEvent, defineEvent } from "./event.ts";
export { eventPattern } from "./event-pattern.ts";
export type { Json, JsonSchema } from "./json.ts";
export { isKind, kind } from "./kind.ts";
export { csvDelimiters, type CsvOptions, type ItemSource, type ListedObject } from "./item-source.ts";
export { mapItems, type MapItemsCall, type MapItemsOptions, resultPrefix, type WrittenResults } from "./map-items.ts";
export { defineResource, type Resource, type ResourceAccess } from "./resource.ts";
export { installRuntime, type Runtime } from "./runtime.ts";
export { type Duration, longestSleepSeconds, secondsPerUnit, sleep, sleepUntil, wholeSeconds } from "./sleep.ts";
export { type AccessMap, type Contract, defineTask, type Task } from "./task.ts";
export { type Pace, schedule, type ScheduleOptions, type TimedScheduleOptions } from "./schedule.ts";
export type {
  EventBridgeEvent,
  EventOf,
  EventPattern,
  EventTrigger,
  FinishedDetail,
  FinishedStatus,
  FinishedTrigger,
  ObjectCreatedDetail,
  ObjectDeletedDetail,
  ObjectFilter,
  ObjectTrigger,
  PatternTrigger,
  ScheduledDetail,
  ScheduleTrigger,
  Trigger,
} from "./trigger.ts";
export { defineWorkflow, type Workflow, type WorkflowType } from "./workflow.ts";
