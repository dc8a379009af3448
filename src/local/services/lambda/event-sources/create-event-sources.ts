import { AwsError } from "../../../aws-error.ts";
import type { Cloud, Principal } from "../../../service.ts";
import type { FunctionHost } from "../function-host.ts";
import { resolveVersion } from "../function-store.ts";
import type { BatchRun } from "./invoke-with-records.ts";
import { findMapping, listMappings, type EventSourceMapping } from "./mapping-store.ts";
import { pollQueue } from "./poll-queue.ts";
import { pollStream } from "./poll-stream.ts";
import type { SourcePoll } from "./source-poll.ts";

/** Polls the queues and streams of all enabled mappings. */
export interface EventSources {
  /** Takes up what was stored of a mapping: starts, changes or ends its polling. */
  readonly refresh: (uuid: string) => void;
  readonly resume: () => void;
  readonly close: () => void;
}

export function createEventSources(cloud: Cloud, functions: FunctionHost): EventSources {
  const active = new Map<string, EventSourceMapping>();
  /** Ends when the poll of a stream's mapping, and of those before a change of it, has. */
  const streams = new Map<string, Promise<void>>();
  const problems = new Map<string, string>();

  /** Once per problem: a poll that cannot work fails every few seconds. */
  function tell({ uuid, functionName, sourceArn }: EventSourceMapping, error: unknown): void {
    const text = error instanceof AwsError ? `${error.code}: ${error.message}` : String(error);
    if (problems.get(uuid) === text) return;
    problems.set(uuid, text);
    cloud.log(`lambda ${functionName}: polling ${sourceArn} failed: ${text}`);
  }

  function pollOf(mapping: EventSourceMapping): SourcePoll {
    const isActive = (): boolean => active.get(mapping.uuid) === mapping;
    return {
      cloud,
      mapping,
      isActive,
      nextRun: () => nextRun(cloud, functions, mapping, isActive),
      onProblem: (error) => tell(mapping, error),
      onSuccess: () => problems.delete(mapping.uuid),
    };
  }

  function begin(mapping: EventSourceMapping): void {
    if (mapping.stream === undefined) {
      void pollQueue(pollOf(mapping));
      return;
    }
    tellOfParallelization(cloud, mapping);
    // The batch that is under way ends first: its records would come twice otherwise.
    const before = streams.get(mapping.uuid) ?? Promise.resolve();
    const polling = before.then(() => pollStream(pollOf(mapping)));
    streams.set(mapping.uuid, polling);
  }

  function refresh(uuid: string): void {
    const mapping = findMapping(cloud, uuid);
    const before = active.get(uuid);
    active.delete(uuid);
    // A poll that waits for records sees that it is over.
    if (before?.stream !== undefined) cloud.notify("stream", before.sourceArn);
    if (mapping?.isEnabled !== true) return;
    active.set(uuid, mapping);
    begin(mapping);
  }

  return {
    refresh,
    resume: () => listMappings(cloud).forEach(({ uuid }) => refresh(uuid)),
    close: () => active.clear(),
  };
}

function nextRun(
  cloud: Cloud,
  functions: FunctionHost,
  mapping: EventSourceMapping,
  isActive: () => boolean,
): BatchRun {
  const version = resolveVersion(cloud, { name: mapping.functionName, qualifier: mapping.qualifier });
  // Lambda polls with the function's own role: it must have the rights.
  const principal: Principal = { kind: "role", roleArn: version.role, sessionName: mapping.functionName };
  return { cloud, functions, mapping, version, principal, isActive };
}

function tellOfParallelization(cloud: Cloud, { functionName, stream }: EventSourceMapping): void {
  const factor = stream?.parallelizationFactor ?? 1;
  if (factor === 1) return;
  cloud.log(`lambda ${functionName}: ParallelizationFactor ${factor} is kept; batches run one after the other`);
}
