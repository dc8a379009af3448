import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { validateDefinition } from "#asl";

// What Step Functions itself accepted and refused. The recordings are not part of the repository.
const { CORPORA } = process.env;
const recordings =
  CORPORA === undefined
    ? new URL("../../../../shared/corpora/asl-dev.jsonl", import.meta.url)
    : pathToFileURL(`${CORPORA}/asl-dev.jsonl`);

interface Recording {
  readonly id: string;
  readonly kind: "execution" | "api" | "test_state";
  readonly features: readonly string[];
  readonly definition: unknown;
  readonly expected: { readonly accepted?: boolean; readonly error?: { readonly code: string } };
}

const cases = existsSync(recordings)
  ? readFileSync(recordings, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Recording)
  : [];

describe.skipIf(cases.length === 0)("what AWS recorded", () => {
  it("is accepted where an execution was started", () => {
    const accepted = cases.filter((recording) => recording.kind === "execution");
    const refused = accepted.flatMap(({ id, definition }) =>
      validateDefinition(definition)
        .filter(({ severity }) => severity === "ERROR")
        .map(({ location, message }) => `${id} ${location}: ${message}`),
    );
    expect(refused).toEqual([]);
    expect(accepted.length).toBeGreaterThan(600);
  });

  it("is refused where AWS called the definition invalid", () => {
    const invalid = cases.filter(
      ({ kind, expected }) =>
        kind === "api" &&
        expected.accepted === false &&
        [undefined, "InvalidDefinition"].includes(expected.error?.code),
    );
    const accepted = invalid.filter(({ definition }) => validateDefinition(definition).length === 0);
    expect(accepted.map(({ id }) => id)).toEqual([]);
    expect(invalid.length).toBeGreaterThan(0);
  });
});
