// The door "millrace/testing": runs a workflow in process, compiled or natively, without AWS.
export {
  emittedEvent,
  type Finished,
  finishedEvent,
  type ObjectCreated,
  objectCreatedEvent,
  patternEvent,
  scheduledEvent,
} from "./events.ts";
export { type LoadedWorkflow, loadWorkflow } from "./load-workflow.ts";
export type { StoredObjects } from "./stored-objects.ts";
export type {
  CallbackStandIn,
  CallbackWorker,
  CompiledOutcome,
  ExecuteCompiledOptions,
  ExecuteOptions,
  Outcome,
  RecordedCall,
  RecordedEvent,
  StandIn,
  StandInCall,
} from "./types.ts";
