import type { ExecutionStatus, HistoryEvent } from "#asl";

export type StateStatus = "waiting" | "running" | "succeeded" | "caught" | "failed" | "stopped";

/** One time that the execution was in a state. */
export interface Visit {
  readonly enteredAt: number;
  /** Null while it is there. */
  readonly exitedAt: number | null;
  /** JSON text. */
  readonly input: string | null;
  readonly output: string | null;
  /** What the last failed attempt said. */
  readonly error: string | null;
  readonly cause: string | null;
  /** Attempts that failed. */
  readonly failures: number;
}

/** What the history tells of one state. */
export interface StateView {
  readonly name: string;
  readonly status: StateStatus;
  /** In the order they began; a Map's states have one per item. */
  readonly visits: readonly Visit[];
}

interface Details {
  readonly name?: string;
  readonly input?: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

type MutableVisit = { -readonly [Key in keyof Visit]: Visit[Key] };

const detailsOf = (event: HistoryEvent): Details => {
  const entry = Object.entries(event).find(([key, value]) => key.endsWith("EventDetails") && value !== undefined);
  return (entry?.[1] ?? {}) as Details;
};

/** Failures of an attempt. A failed Map iteration is told by the states inside it. */
const attemptFailed =
  /^(Task|LambdaFunction|Activity)(Failed|TimedOut|StartFailed|SubmitFailed|ScheduleFailed)$|^EvaluationFailed$/;

/**
 * Tells, per state, where it stands, from the history alone: the same for a running and a finished execution.
 *
 * An event belongs to the visit that its chain of `previousEventId` leads to; siblings in a Parallel or Map interleave.
 */
export function stateViews(history: readonly HistoryEvent[], status: ExecutionStatus): ReadonlyMap<string, StateView> {
  const visitsByState = new Map<string, MutableVisit[]>();
  const visitOf = new Map<number, MutableVisit>();
  for (const event of history) {
    const details = detailsOf(event);
    if (event.type.endsWith("StateEntered") && details.name !== undefined) {
      const visit = newVisit(event, details);
      visitOf.set(event.id, visit);
      visitsByState.set(details.name, [...(visitsByState.get(details.name) ?? []), visit]);
      continue;
    }
    const visit = event.type.endsWith("StateExited")
      ? openVisit(visitOf.get(event.previousEventId), visitsByState.get(details.name ?? ""))
      : visitOf.get(event.previousEventId);
    if (visit === undefined) continue;
    visitOf.set(event.id, visit);
    if (event.type.endsWith("StateExited")) {
      visit.exitedAt = event.timestamp;
      visit.output = details.output ?? null;
    } else if (attemptFailed.test(event.type)) {
      visit.failures += 1;
      visit.error = details.error ?? null;
      visit.cause = details.cause ?? null;
    } else if (/^(Task|LambdaFunction|Activity)Succeeded$/.test(event.type)) {
      visit.error = null;
      visit.cause = null;
    }
  }
  return new Map(
    [...visitsByState].map(([name, visits]) => [name, { name, visits, status: statusOf(visits, status) }] as const),
  );
}

function newVisit(event: HistoryEvent, details: Details): MutableVisit {
  return {
    enteredAt: event.timestamp,
    exitedAt: null,
    input: details.input ?? null,
    output: null,
    error: null,
    cause: null,
    failures: 0,
  };
}

/** The exit of a Parallel or Map follows the last event of a branch: its own visit is the one of its name still open. */
function openVisit(byChain: MutableVisit | undefined, ofName: readonly MutableVisit[] = []): MutableVisit | undefined {
  return byChain !== undefined && ofName.includes(byChain) ? byChain : ofName.find(({ exitedAt }) => exitedAt === null);
}

function statusOf(visits: readonly Visit[], execution: ExecutionStatus): StateStatus {
  const isOpen = visits.some(({ exitedAt }) => exitedAt === null);
  if (!isOpen) return visits.some(({ error }) => error !== null) ? "caught" : "succeeded";
  switch (execution) {
    case "RUNNING":
      return "running";
    case "SUCCEEDED":
      // A Succeed state of a recording without its exit event.
      return "succeeded";
    case "FAILED":
    case "TIMED_OUT":
      return "failed";
    case "ABORTED":
      return "stopped";
    default:
      return unreachable(execution);
  }
}

function unreachable(value: never): never {
  throw new Error(`unexpected ${String(value)}`);
}
