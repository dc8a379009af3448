import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import type { AslFinding } from "#asl";
import { validateForCreation } from "#interpreter";
import type { MachineType } from "#interpreter";

// What Step Functions itself accepted and refused. The recordings are not part of the repository.
const { CORPORA } = process.env;
const recordings =
  CORPORA === undefined
    ? new URL("../../../../shared/corpora/asl-dev.jsonl", import.meta.url)
    : pathToFileURL(`${CORPORA}/asl-dev.jsonl`);

interface Recording {
  readonly id: string;
  readonly kind: "execution" | "api" | "test_state";
  readonly definition: string | Readonly<Record<string, unknown>>;
  readonly args?: { readonly type?: MachineType };
  readonly expected: { readonly accepted?: boolean; readonly error?: { readonly code: string } };
}

const cases = existsSync(recordings)
  ? readFileSync(recordings, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Recording)
  : [];

/** What was recorded in place of the ARN of an activity. */
const activity = "activity_arn";

function findingsOf({ kind, definition, args }: Recording): readonly AslFinding[] {
  const isOneState = kind === "test_state" && typeof definition === "object" && !("States" in definition);
  const whole = isOneState ? { StartAt: "S", States: { S: definition } } : definition;
  const text = typeof whole === "string" ? whole : JSON.stringify(whole);
  const { diagnostics } = validateForCreation(
    text.replaceAll(`"${activity}"`, '"arn:aws:states:us-east-1:123456789012:activity:a"'),
    args,
  );
  // One state is tested without what it leads to.
  return isOneState ? diagnostics.filter(({ code }) => !code.startsWith("MISSING_")) : diagnostics;
}

describe.skipIf(cases.length === 0)("what AWS recorded", () => {
  it("is accepted where AWS accepted it", () => {
    const accepted = cases.filter(({ expected }) => expected.accepted !== false);
    const refused = accepted.flatMap((recording) =>
      findingsOf(recording).map(({ location, message }) => `${recording.id} ${location}: ${message}`),
    );
    expect(refused).toEqual([]);
    expect(accepted.length).toBeGreaterThan(700);
  });

  it("is refused where AWS called the definition invalid", () => {
    const invalid = cases.filter(
      ({ kind, expected }) =>
        kind === "api" &&
        expected.accepted === false &&
        [undefined, "InvalidDefinition"].includes(expected.error?.code),
    );
    const accepted = invalid.filter((recording) => findingsOf(recording).length === 0);
    expect(accepted.map(({ id }) => id)).toEqual([]);
    expect(invalid.length).toBeGreaterThan(0);
  });
});
