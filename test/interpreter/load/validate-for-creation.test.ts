import { describe, expect, it } from "vitest";
import { invalidDefinitionMessage } from "#asl";
import { validateForCreation } from "#interpreter";
import { creationCases } from "./creation-cases.ts";

const linesOf = (text: string, options?: Parameters<typeof validateForCreation>[1]): readonly string[] =>
  validateForCreation(text, options).diagnostics.map(
    ({ code, location = "null", message }) => `${code} ${location}: ${message}`,
  );

describe("creating a state machine", () => {
  it.each(creationCases.map((one) => [one.name, one] as const))("is refused for %s", (_, one) => {
    const { definition, type = "STANDARD", found } = one;
    const text = JSON.stringify(definition);
    expect(linesOf(text, { type })).toEqual(found);
    expect(validateForCreation(text, { type }).accepted).toBe(false);
  });

  it("takes what it finds nothing wrong with, and gives what it says", () => {
    const definition = { StartAt: "A", States: { A: { Type: "Pass", End: true } } };
    expect(validateForCreation(JSON.stringify(definition))).toMatchObject({
      accepted: true,
      diagnostics: [],
      definition,
    });
  });

  it("takes what this interpreter cannot run", () => {
    const ItemReader = { Resource: "arn:aws:states:::s3:getObject", ReaderConfig: { InputType: "PARQUET" } };
    const ItemProcessor = {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
      StartAt: "B",
      States: { B: { Type: "Succeed" } },
    };
    const ResultWriter = { WriterConfig: { OutputType: "JSONL", Transformation: "COMPACT" } };
    const A = { Type: "Map", ItemReader, ItemProcessor, ResultWriter, End: true };
    expect(linesOf(JSON.stringify({ StartAt: "A", States: { A } }))).toEqual([]);
  });

  it("joins what is wrong in one message, and says null where there is no place", () => {
    const { diagnostics } = validateForCreation('{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}');
    expect(invalidDefinitionMessage(diagnostics)).toBe(
      "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next, " +
        "MISSING_END_STATE: Workflow has no terminal state at null'",
    );
  });
});

describe("a text that is no JSON object", () => {
  it.each([" ", "[]", "null", "1", '"text"'])("is refused: %j", (text) => {
    expect(validateForCreation(text)).toEqual({
      accepted: false,
      diagnostics: [
        { code: "SCHEMA_VALIDATION_FAILED", severity: "ERROR", message: "Definition must be a valid JSON object" },
      ],
    });
  });

  it("is refused in Jackson's words, with Jackson's place", () => {
    const location = '[Source: (String)"not a definition"; line: 1, column: 4]';
    const reason =
      "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    expect(validateForCreation("not a definition").diagnostics).toEqual([
      { code: "INVALID_JSON_DESCRIPTION", severity: "ERROR", location, message: `${reason}\n at ${location}` },
    ]);
  });
});

describe("what AWS only warns of", () => {
  const text = JSON.stringify({
    StartAt: "A",
    States: {
      A: { Type: "Pass", Parameters: { a: { b: "$.c" }, d: ["States.UUID()"], "e.$": "$.e", f: "$5" }, Next: "B" },
      B: { Type: "Pass", Result: { "a.$": "$.b" }, Next: "C" },
      C: { Type: "Choice", Choices: [{ Variable: "$.a", StringEquals: "$.b", Next: "D" }], Default: "D" },
      D: { Type: "Fail", Error: "$.error", Cause: "it cost $.50" },
    },
  });

  it("is told to those who ask, and the definition is taken", () => {
    expect(linesOf(text, { severity: "WARNING" })).toEqual([
      "NO_DOLLAR /States/A/Parameters/a/b: No .$ on a field that appears to be a JSONPath or Intrinsic Function.",
      "NO_DOLLAR /States/A/Parameters/d[0]: No .$ on a field that appears to be a JSONPath or Intrinsic Function.",
      "PASS_RESULT_IS_STATIC /States/B/Result: Attempt to use a path in the result of a pass state.",
      "NO_PATH /States/C/Choices[0]/StringEquals: Field value looks like a path, but field name does not end with 'Path'.",
      "NO_PATH /States/D/Error: Field value looks like a path, but field name does not end with 'Path'.",
    ]);
    expect(validateForCreation(text, { severity: "WARNING" }).accepted).toBe(true);
    expect(linesOf(text)).toEqual([]);
  });
});
