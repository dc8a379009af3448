import { InvalidDefinition } from "#interpreter";
import { compareEvents } from "./compare-events.ts";
import { corpusEvent } from "./corpus-event.ts";
import type { Corpus, RecordedCase } from "./recorded-case.ts";
import { replayCase } from "./replay-case.ts";

export const tiers = ["status", "output", "cause", "events"] as const;

export type Tier = (typeof tiers)[number];

/** What a case shows: for each tier that AWS recorded, how we differ (null: not at all). */
export interface Verdict {
  readonly recorded: RecordedCase;
  readonly differences: Readonly<Partial<Record<Tier, string | null>>>;
  /** Why the case could not be run. */
  readonly refusal?: string;
}

/** Runs a case and compares it with what AWS recorded. */
export async function judgeCase(recorded: RecordedCase, diff: Corpus["diff"]): Promise<Verdict> {
  const { kind, expected } = recorded;
  if (kind !== "execution") return refused(recorded, `cases of kind '${kind}' are not run`);
  try {
    const outcome = await replayCase(recorded, diff);
    const differences = {
      status: diff(expected.status, outcome.status, "status"),
      output:
        expected.status === "SUCCEEDED"
          ? diff(expected.output, outcome.output, "output")
          : diff(expected.error ?? null, outcome.error ?? null, "error"),
      ...(expected.status === "SUCCEEDED"
        ? {}
        : { cause: diff(expected.cause ?? null, outcome.cause ?? null, "cause") }),
      ...(expected.events === undefined
        ? {}
        : { events: compareEvents(expected.events, outcome.history.map(corpusEvent), diff) }),
    };
    return { recorded, differences };
  } catch (error) {
    if (error instanceof InvalidDefinition) {
      return refused(recorded, error.findings.map(({ location, message }) => `${message} (${location})`).join("; "));
    }
    return refused(recorded, error instanceof Error ? error.message : String(error));
  }
}

/** A case that does not run fails every tier that was recorded. */
function refused(recorded: RecordedCase, refusal: string): Verdict {
  const { kind, expected } = recorded;
  const present = tiers.filter((tier) => {
    if (kind !== "execution") return tier === "status" || tier === "output";
    if (tier === "cause") return expected.status !== "SUCCEEDED";
    return tier !== "events" || expected.events !== undefined;
  });
  return { recorded, refusal, differences: Object.fromEntries(present.map((tier) => [tier, refusal])) };
}

export function isFailure({ differences }: Verdict): boolean {
  return Object.values(differences).some((difference) => difference !== null);
}
