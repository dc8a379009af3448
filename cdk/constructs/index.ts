// The door "millrace/cdk": constructs that deploy workflows.
export { SynthError } from "./diagnostics/synth-error.ts";
export type { GivenBucket, GivenEventBus, GivenResource, ResourceNames } from "./given-resources.ts";
export { EventTrigger, type EventTriggerProps } from "./event-trigger.ts";
export { FinishedTrigger, type FinishedTriggerProps } from "./finished-trigger.ts";
export { MillraceApp, type MillraceAppProps } from "./millrace-app.ts";
export { ObjectTrigger, type ObjectTriggerProps } from "./object-trigger.ts";
export { PatternTrigger, type PatternTriggerProps } from "./pattern-trigger.ts";
export { ScheduleTrigger, type ScheduleTriggerProps, TriggerSchedule } from "./schedule-trigger.ts";
export { SharedBucket, type SharedBucketProps } from "./shared-bucket.ts";
export { TaskFunction, type TaskFunctionProps } from "./task-function.ts";
export { type DeliveryProps, type EventPattern, TriggerRule, type TriggerRuleProps } from "./trigger-rule.ts";
export { Workflow, type WorkflowProps, type WorkflowTrigger } from "./workflow.ts";
