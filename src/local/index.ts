// The local cloud: AWS's services in one process, spoken to by unmodified clients.
export { AwsError, notImplemented } from "./aws-error.ts";
export { root } from "./root.ts";
export { systemClock } from "./clock.ts";
export type { Clock } from "./clock.ts";
export type { RequestHandler } from "./server/listen.ts";
export type { CallContext, Cloud, CreateService, Operation, Principal, Service, ServiceName } from "./service.ts";
export { startCloud } from "./start-cloud.ts";
export type { RunningCloud, StartCloudOptions } from "./start-cloud.ts";
export type { Durability } from "./stores/open-database.ts";
export { createConsoleHandler } from "./console/console-handler.ts";
export { listRecentEvents } from "./services/events/list-recent-events.ts";
export type { RecentEvent } from "./services/events/list-recent-events.ts";
export {
  compilePattern,
  explainMismatch,
  flattenEvent,
  InvalidPatternError,
  matchesPattern,
} from "./event-patterns/index.ts";
export type { EventPattern, FlatEvent, Mismatch } from "./event-patterns/index.ts";
export { listColdStarts } from "./services/lambda/cold-starts.ts";
export type { ColdStartSummary } from "./services/lambda/cold-starts.ts";
export type { BucketList, ExecutionDetail, ExecutionSummary } from "./console/read-api.ts";
export { physicalBuckets } from "./console/physical-buckets.ts";
export { endedExecutions, listExecutions } from "./executions/execution-summaries.ts";
export { listWorkflows, type ListedWorkflow } from "./executions/list-workflows.ts";
export { pruneDeployed } from "./pruning/prune-deployed.ts";
export { readExecution } from "./executions/read-execution.ts";
export { readAccess } from "./read-access.ts";
export type { RightUse, RoleAccess } from "./iam/report-access.ts";
