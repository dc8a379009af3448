import type { Verdict } from "./judge-case.ts";
import { refusalOf } from "./recorded-case.ts";
import type { Corpus, RecordedCase } from "./recorded-case.ts";
import { replayCreations } from "./replay-creation.ts";
import type { CreationAnswer } from "./replay-creation.ts";

/** Judges the calls that create, update and validate; those of one recorded test meet the same state machines. */
export async function judgeCreations(
  cases: readonly RecordedCase[],
  diff: Corpus["diff"],
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const ofTest of Map.groupBy(cases, ({ source }) => source).values()) {
    const answers = await replayCreations(ofTest);
    verdicts.push(...ofTest.map((recorded) => judge(recorded, answers.get(recorded.id)!, diff)));
  }
  return verdicts;
}

function judge(
  recorded: RecordedCase,
  { accepted, error, diagnostics }: CreationAnswer,
  diff: Corpus["diff"],
): Verdict {
  const { expected } = recorded;
  const status = diff(expected.accepted, accepted, "accepted");
  const isLocal = (text: string | undefined): string | undefined =>
    text?.replaceAll(":000000000000:", ":111111111111:");
  const wanted = expected.diagnostics ?? refusalOf(recorded);
  const got = expected.diagnostics === undefined ? error && { ...error, message: isLocal(error.message) } : diagnostics;
  const output = wanted === undefined ? {} : { output: diff(wanted, got, "output") };
  return { recorded, differences: { status, ...output }, reordered: false };
}
