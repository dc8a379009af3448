import { beforeAll, describe, expect, it } from "vitest";
import { conformancePage } from "./conformance-page.ts";
import { conformanceTable } from "./conformance-table.ts";
import { isFailure, judgeCase } from "./judge-case.ts";
import { judgeCreations } from "./judge-creation.ts";
import type { Verdict } from "./judge-case.ts";
import { pagePart } from "./page-part.ts";
import { readCorpus, shortName } from "./recorded-case.ts";

// Everything recorded on AWS, where the corpus is at hand. `SHOW=` with a part of a group's or a case's name prints how its
// failures differ; `UPDATE=1` rewrites docs/conformance.md.

const corpus = await readCorpus();
if (corpus === undefined) console.log("conformance.test.ts: the recorded corpus is not here; its cases are skipped");

describe.skipIf(corpus === undefined)("what AWS recorded", () => {
  const verdicts: Verdict[] = [];

  beforeAll(async () => {
    const { cases, diff } = corpus!;
    const creations = await judgeCreations(
      cases.filter(({ kind }) => kind === "api"),
      diff,
    );
    for (const recorded of cases) {
      const creation = creations.find((verdict) => verdict.recorded === recorded);
      verdicts.push(creation ?? (await judgeCase(recorded, diff)));
    }
    console.log(conformanceTable(verdicts));
    const { SHOW } = process.env;
    if (SHOW !== undefined) console.log(failuresNamed(verdicts, SHOW));
  });

  it("differs only where docs/conformance.md says so, and why", () => {
    const text = conformancePage(verdicts);
    expect(text).toBe(pagePart("executions", text));
  });
});

function failuresNamed(verdicts: readonly Verdict[], part: string): string {
  return verdicts
    .filter((verdict) => isFailure(verdict) && `${verdict.recorded.group} ${verdict.recorded.id}`.includes(part))
    .map(({ recorded, differences }) => {
      const lines = Object.entries(differences).flatMap(([tier, text]) =>
        text === null ? [] : [`  ${tier}: ${text}`],
      );
      return [`${recorded.group} · ${shortName(recorded)}`, ...lines].join("\n");
    })
    .join("\n");
}
