import type { EventPattern, Trigger } from "#authoring";
import type { CompiledWorkflow, Diagnostic } from "#compiler";
import { awsGrants } from "./aws-grants.ts";
import { startsItself } from "../diagnostics/catalog.ts";
import { keysOfFilter, keysOfPattern, keysOverlap } from "./keys-overlap.ts";

/** One workflow's doing that starts another (or itself). */
interface Start {
  readonly from: CompiledWorkflow;
  readonly to: CompiledWorkflow;
  /** In words. */
  readonly how: string;
}

/**
 * Finds workflows that would start themselves: by an event, by ending, or by writing objects that a trigger of theirs listens to, directly or
 * through other workflows.
 *
 * Rights stand for deeds: a task that may write where a trigger listens is taken to do so. `where` and other patterns are not weighed.
 */
export function findLoops(workflows: readonly CompiledWorkflow[]): readonly Diagnostic[] {
  // One workflow that says why the loop ends answers for every loop through it.
  const suspects = workflows.filter(({ workflow }) => workflow.allowLoop === undefined);
  const starts = suspects.flatMap((from) => suspects.flatMap((to) => startsOf(from, to)));
  const reported = new Set<CompiledWorkflow>();
  return suspects.flatMap((workflow) => {
    if (reported.has(workflow)) return [];
    const loop = shortestLoop(workflow, starts);
    for (const { from } of loop) reported.add(from);
    // A circle of calls alone is refused by itself, whatever the workflows say of loops.
    return loop.every(isCall) ? [] : [startsItself(workflow.file, workflow.name, loop.map(describeStart))];
  });
}

const isCall = ({ from, to }: Start): boolean => from.calls.some(({ name }) => name === to.name);

const describeStart = ({ from, to, how }: Start): string => `"${from.name}" ${how}, which starts "${to.name}"`;

function startsOf(from: CompiledWorkflow, to: CompiledWorkflow): readonly Start[] {
  // A call is no event, but a workflow that starts itself through one does so all the same.
  if (from.calls.some(({ name }) => name === to.name)) return [{ from, to, how: "calls another workflow" }];
  return to.workflow.triggers.flatMap((trigger) => startsThrough(trigger, from, to));
}

function startsThrough(trigger: Trigger, from: CompiledWorkflow, to: CompiledWorkflow): readonly Start[] {
  switch (trigger.type) {
    case "event": {
      const emits = from.events.some(({ name }) => name === trigger.detailType);
      return emits ? [{ from, to, how: `emits ${trigger.detailType}` }] : [];
    }
    case "pattern":
      return tellsItsStatus(from) && hearsEveryExecution(trigger.pattern)
        ? [{ from, to, how: "changes its status" }]
        : [];
    case "finished":
      return tellsItsStatus(from) && from.name === trigger.workflow ? [{ from, to, how: "ends" }] : [];
    case "schedule":
      // Only time starts it.
      return [];
    case "object":
      return writesHeard(trigger, from).map(({ by, keyPattern }) => ({
        from,
        to,
        how: `calls ${by}, which may write ${trigger.bucket}/${keyPattern}`,
      }));
  }
}

/** Of Express executions no event tells. */
const tellsItsStatus = ({ workflow }: CompiledWorkflow): boolean => workflow.type === "standard";

/** Of patterns only this is certain: every execution changes its status, that of the workflow itself too. */
function hearsEveryExecution({ source, "detail-type": types, detail = {} }: EventPattern): boolean {
  const narrows = ["stateMachineArn", "executionArn", "name"].some((member) => member in detail);
  return source.includes("aws.states") && types[0] === "Step Functions Execution Status Change" && !narrows;
}

function writesHeard(
  { detailType, bucket, filter }: Extract<Trigger, { readonly type: "object" }>,
  from: CompiledWorkflow,
): readonly Write[] {
  // No right of a contract deletes objects.
  if (detailType !== "Object Created") return [];
  const heard = keysOfFilter(filter);
  return writesOf(from).filter(
    (write) => write.bucket === bucket && keysOverlap(keysOfPattern(write.keyPattern), heard),
  );
}

interface Write {
  /** What is called. */
  readonly by: string;
  readonly bucket: string;
  readonly keyPattern: string;
}

/** The objects that a workflow may write: by its task functions, and by its own calls of services. */
function writesOf(workflow: CompiledWorkflow): readonly Write[] {
  const byTasks = workflow.tasks.flatMap(({ contract }) =>
    Object.values(contract.access)
      .filter(({ mode }) => mode !== "read")
      .map(({ bucket, keyPattern }) => ({ by: `"${contract.name}"`, bucket, keyPattern })),
  );
  const byCalls = awsGrants(workflow).flatMap(({ target: { kind, name, keyPattern }, actions }) => {
    if (kind !== "bucket" || keyPattern === undefined || !actions.includes("s3:PutObject")) return [];
    return [{ by: writersIn(workflow), bucket: name, keyPattern }];
  });
  return [...byTasks, ...byCalls];
}

/** The operations of a workflow that write objects. */
function writersIn({ awsCalls, mapRuns }: CompiledWorkflow): string {
  const writers = [...awsCalls, ...mapRuns].filter(({ rights }) =>
    rights.some(({ action }) => action === "s3:PutObject"),
  );
  return [...new Set(writers.map(({ name }) => name))].join(" and ");
}

/** The fewest starts that lead from a workflow back to it; none if there is no way. */
function shortestLoop(origin: CompiledWorkflow, starts: readonly Start[]): readonly Start[] {
  const seen = new Set<CompiledWorkflow>();
  let paths: readonly (readonly Start[])[] = starts.filter(({ from }) => from === origin).map((start) => [start]);
  while (paths.length > 0) {
    const closed = paths.find((path) => path.at(-1)?.to === origin);
    if (closed !== undefined) return closed;
    paths = paths.flatMap((path) => {
      const end = path.at(-1)?.to;
      if (end === undefined || seen.has(end)) return [];
      seen.add(end);
      return starts.filter(({ from }) => from === end).map((start) => [...path, start]);
    });
  }
  return [];
}
