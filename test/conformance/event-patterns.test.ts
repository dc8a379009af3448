import { describe, expect, it } from "vitest";
import { judgePattern } from "./judge-pattern.ts";
import { pagePart } from "./page-part.ts";
import { readPatternCases } from "./pattern-case.ts";
import { patternPage, patternTable } from "./pattern-page.ts";

const cases = readPatternCases();
if (cases === undefined) console.log("event-patterns.test.ts: the recorded corpus is not here; its cases are skipped");

describe.skipIf(cases === undefined)("what AWS's rule engine says of event patterns", () => {
  it("differs only where docs/conformance.md says so", () => {
    const verdicts = cases!.map(judgePattern);
    console.log(patternTable(verdicts));
    const text = patternPage(verdicts);
    expect(text).toBe(pagePart("event patterns", text));
  });
});
