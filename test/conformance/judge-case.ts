import { InvalidDefinition } from "#interpreter";
import type { ExecutionOutcome } from "#interpreter";
import { replayExecution } from "../../src/cli/simulate/replay-execution.ts";
import { compareEvents } from "./compare-events.ts";
import { corpusEvent } from "./corpus-event.ts";
import type { Corpus, RecordedCase } from "./recorded-case.ts";
import { judgeTestState } from "./judge-test-state.ts";
import type { RecordedTest } from "./judge-test-state.ts";

export const tiers = ["status", "output", "cause", "events"] as const;

export type Tier = (typeof tiers)[number];

/** What a case shows: for each tier that AWS recorded, how we differ (null: not at all). */
export interface Verdict {
  readonly recorded: RecordedCase;
  readonly differences: Readonly<Partial<Record<Tier, string | null>>>;
  /** Whether the history has the recorded events, but some follow others than they did. */
  readonly reordered: boolean;
  /** Why the case could not be run. */
  readonly refusal?: string;
}

/** Runs a case and compares it with what AWS recorded. */
export async function judgeCase(recorded: RecordedCase, diff: Corpus["diff"]): Promise<Verdict> {
  const { kind, expected } = recorded;
  if (kind === "test_state") return await judgeTest(recorded, diff);
  if (kind !== "execution") return refused(recorded, `cases of kind '${kind}' are not run`);
  try {
    const outcome = await replayExecution(recorded);
    const events = expected.events && compareEvents(expected.events, outcome.history.map(corpusEvent), diff);
    const actual = { status: outcome.status, output: outcomeOf(outcome), cause: outcome.cause ?? null };
    const differences = Object.fromEntries(
      recordedTiers(recorded).map((tier) => [
        tier,
        tier === "events" ? (events?.difference ?? null) : diff(wanted(recorded)[tier], actual[tier], tier),
      ]),
    );
    return { recorded, differences, reordered: events?.reordered ?? false };
  } catch (error) {
    if (error instanceof InvalidDefinition) {
      return refused(recorded, error.findings.map(({ location, message }) => `${message} (${location})`).join("; "));
    }
    return refused(recorded, error instanceof Error ? error.message : String(error));
  }
}

async function judgeTest(recorded: RecordedCase, diff: Corpus["diff"]): Promise<Verdict> {
  try {
    const differences = await judgeTestState(recorded as RecordedTest, diff);
    return { recorded, differences: { ...differences }, reordered: false };
  } catch (error) {
    return refused(recorded, error instanceof Error ? error.message : String(error));
  }
}

function wanted({ expected }: RecordedCase): Readonly<Record<"status" | "output" | "cause", unknown>> {
  const { status, output, error = null, cause = null } = expected;
  return { status, output: status === "SUCCEEDED" ? output : error, cause };
}

function outcomeOf({ status, output, error }: ExecutionOutcome): unknown {
  return status === "SUCCEEDED" ? output : (error ?? null);
}

function recordedTiers({ kind, expected }: RecordedCase): readonly Tier[] {
  if (kind !== "execution") return ["status", "output"];
  const { status, error, events } = expected;
  if (status === "SUCCEEDED") return ["status", "output", ...(events === undefined ? [] : (["events"] as const))];
  if (events !== undefined) return tiers;
  // Without a history, an error that is not there may be one that was not asked for.
  return error === undefined ? ["status"] : ["status", "output", "cause"];
}

/** A case that does not run fails every tier that was recorded. */
function refused(recorded: RecordedCase, refusal: string): Verdict {
  const differences = Object.fromEntries(recordedTiers(recorded).map((tier) => [tier, refusal]));
  return { recorded, refusal, differences, reordered: false };
}

export function isFailure({ differences }: Verdict): boolean {
  return Object.values(differences).some((difference) => difference !== null);
}
