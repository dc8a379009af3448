import { AwsError } from "../../../aws-error.ts";
import { root } from "../../../root.ts";
import type { Cloud, Principal } from "../../../service.ts";
import { queueUrlOf } from "../../queue-url-of.ts";
import type { FunctionHost } from "../function-host.ts";
import { resolveVersion } from "../function-store.ts";
import type { FunctionVersion } from "../function-version.ts";
import { findMapping, listMappings, type EventSourceMapping } from "./mapping-store.ts";
import { pollStream } from "./poll-stream.ts";
import { receiveBatch } from "./receive-batch.ts";
import { runBatch } from "./run-batch.ts";

/** Polls the queues and streams of all enabled mappings. */
export interface EventSources {
  /** Takes up what was stored of a mapping: starts, changes or ends its polling. */
  readonly refresh: (uuid: string) => void;
  readonly resume: () => void;
  readonly close: () => void;
}

// As many batches as Lambda begins with; more wait in the queue.
const batchesAtOnce = 5;
const backOffMs = 5000;

export function createEventSources(cloud: Cloud, functions: FunctionHost): EventSources {
  const active = new Map<string, EventSourceMapping>();
  /** Ends when the poll of a stream's mapping, and of those before a change of it, has. */
  const streams = new Map<string, Promise<void>>();
  const problems = new Map<string, string>();

  const isActive = (mapping: EventSourceMapping): boolean => active.get(mapping.uuid) === mapping;
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => cloud.clock.at(cloud.clock.now() + milliseconds, resolve));

  const versionOf = ({ functionName, qualifier }: EventSourceMapping): FunctionVersion =>
    resolveVersion(cloud, { name: functionName, qualifier });

  // Lambda polls with the function's own role: it must have the rights.
  const principalOf = (mapping: EventSourceMapping): Principal => ({
    kind: "role",
    roleArn: versionOf(mapping).role,
    sessionName: mapping.functionName,
  });

  async function poll(mapping: EventSourceMapping): Promise<void> {
    const running = new Set<Promise<void>>();
    while (isActive(mapping)) {
      if (running.size >= Math.min(mapping.maximumConcurrency ?? batchesAtOnce, batchesAtOnce)) {
        await Promise.race(running);
        continue;
      }
      try {
        const batch = startBatch(mapping, await receive(mapping));
        running.add(batch);
        void batch.finally(() => running.delete(batch));
      } catch (error) {
        if (!isActive(mapping)) return;
        tell(mapping, error);
        await pause(backOffMs);
      }
    }
  }

  async function receive(mapping: EventSourceMapping) {
    const principal = principalOf(mapping);
    return { principal, messages: await receiveBatch(cloud, mapping, principal) };
  }

  async function startBatch(
    mapping: EventSourceMapping,
    { principal, messages }: Awaited<ReturnType<typeof receive>>,
  ): Promise<void> {
    if (messages.length === 0) return;
    try {
      if (!isActive(mapping)) return await giveBack(mapping, messages);
      // Now, not when the poll began: the function may have been deployed meanwhile.
      const version = versionOf(mapping);
      const run = { cloud, functions, mapping, version, principal, isActive: () => isActive(mapping) };
      await runBatch(run, messages);
      problems.delete(mapping.uuid);
    } catch (error) {
      // What it had not deleted shows again.
      if (isActive(mapping)) tell(mapping, error);
    }
  }

  /** The mapping changed while its poll waited: the messages are for whoever polls now. */
  async function giveBack(
    mapping: EventSourceMapping,
    messages: readonly { readonly ReceiptHandle?: string | undefined }[],
  ): Promise<void> {
    const QueueUrl = queueUrlOf(cloud, mapping.sourceArn);
    for (const { ReceiptHandle } of messages) {
      const input = { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 };
      await cloud.call("sqs", "ChangeMessageVisibility", input, root);
    }
  }

  /** Once per problem: a poll that cannot work fails every few seconds. */
  function tell({ uuid, functionName, sourceArn }: EventSourceMapping, error: unknown): void {
    const text = error instanceof AwsError ? `${error.code}: ${error.message}` : String(error);
    if (problems.get(uuid) === text) return;
    problems.set(uuid, text);
    cloud.log(`lambda ${functionName}: polling ${sourceArn} failed: ${text}`);
  }

  function pollRecords(mapping: EventSourceMapping): Promise<void> {
    const factor = mapping.stream?.parallelizationFactor ?? 1;
    if (factor > 1) {
      cloud.log(
        `lambda ${mapping.functionName}: ParallelizationFactor ${factor} is kept; batches run one after the other`,
      );
    }
    const isMappingActive = (): boolean => isActive(mapping);
    return pollStream({
      cloud,
      streamArn: mapping.sourceArn,
      isActive: isMappingActive,
      nextRun: () => {
        const version = versionOf(mapping);
        return { cloud, functions, mapping, version, principal: principalOf(mapping), isActive: isMappingActive };
      },
      onProblem: (error) => tell(mapping, error),
      onSuccess: () => problems.delete(mapping.uuid),
    });
  }

  function refresh(uuid: string): void {
    const mapping = findMapping(cloud, uuid);
    const before = active.get(uuid);
    active.delete(uuid);
    // A poll that waits for records sees that it is over.
    if (before?.stream !== undefined) cloud.notify("stream", before.sourceArn);
    if (mapping?.isEnabled !== true) return;
    active.set(uuid, mapping);
    if (mapping.stream === undefined) void poll(mapping);
    // The batch that is under way ends first: its records would come twice otherwise.
    else
      streams.set(
        uuid,
        (streams.get(uuid) ?? Promise.resolve()).then(() => pollRecords(mapping)),
      );
  }

  return {
    refresh,
    resume: () => listMappings(cloud).forEach(({ uuid }) => refresh(uuid)),
    close: () => active.clear(),
  };
}
