import { describe, expect, it } from "vitest";
import type { Json } from "#asl";
import { InvalidDefinition, loadMachine } from "#interpreter";

/** The findings for one Pass state with this Output. */
function findingsFor(output: string, more: Readonly<Record<string, Json>> = {}): readonly string[] {
  return findings({
    QueryLanguage: "JSONata",
    StartAt: "A",
    States: { A: { Type: "Pass", Output: output, End: true, ...more } },
  });
}

function findings(definition: unknown): readonly string[] {
  try {
    loadMachine(definition);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidDefinition)) throw error;
    return error.findings.map(({ code, location, message }) => `${code} ${location ?? "null"}: ${message}`);
  }
}

describe("loadMachine", () => {
  it.each([
    "{% $states.input.a[b = 1].c %}",
    "{% $map($states.input.a, function($v) { $v.name }) %}",
    "{% $states.input.a ~> |$|{'b': c}| %}",
    "{% $states.input.a^(>price).name %}",
    "{% $states.input.a{kind: $count(name)} %}",
    "{% ($x := $states.input; $x.(a & b)) %}",
    "{% $states.input.a.($ + 1) %}",
    "{% {'key': 'value'} %}",
    "{% /* why */ $states.input.a.*.b %}",
  ])("accepts %s", (output) => {
    expect(findingsFor(output)).toEqual([]);
  });

  it.each([
    ["{% phone %}", "Reference to 'phone' at the top level is not supported."],
    ["{% phone.number %}", "Reference to 'phone' at the top level is not supported."],
    ["{% $.phone %}", "Reference to '$' at the top level is not supported."],
    ["{% $$.phone %}", "Reference to '$$' is not supported."],
    ["{% $states.input.a[b = $$.c] %}", "Reference to '$$' is not supported."],
    ["{% $map([1], function($v) { name }) %}", "Reference to 'name' at the top level is not supported."],
    ["{% $uppercase(name) %}", "Reference to 'name' at the top level is not supported."],
    ["{% *.a %}", "Reference to '*' at the top level is not supported."],
    ["{% $states.errorOutput.Error %}", "Reference to '$states.errorOutput' is only supported in a Catch."],
  ])("refuses %s", (output, message) => {
    expect(findingsFor(output)).toEqual([`UNSUPPORTED_JSONATA_EXPRESSION /States/A/Output: ${message}`]);
  });

  it("refuses syntax errors in JSONata's words, wherever they stand", () => {
    expect(findingsFor("{% 1 + %}")).toEqual([
      "INVALID_JSONATA_EXPRESSION /States/A/Output: Unexpected end of expression",
    ]);
    const nested = { a: [{ b: "{% $x ?? 1 %}" }] };
    expect(findingsFor("ok", { Output: nested })[0]).toContain("INVALID_JSONATA_EXPRESSION /States/A/Output/a[0]/b:");
  });

  it("lets a Catch read the error", () => {
    const Catch = [{ ErrorEquals: ["States.ALL"], Output: "{% $states.errorOutput.Error %}", Next: "B" }];
    const A = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Catch, End: true };
    const definition = { QueryLanguage: "JSONata", StartAt: "A", States: { A, B: { Type: "Succeed" } } };
    expect(findings(definition)).toEqual([]);
  });

  it("says all that is wrong in one message, as CreateStateMachine does", () => {
    const load = () => loadMachine({ QueryLanguage: "JSONata", StartAt: "A" });
    expect(load).toThrow(
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'",
    );
  });

  it("takes a definition that names no query language for JSONPath", () => {
    const A = { Type: "Pass", InputPath: "$.a", Parameters: { "b.$": "$$.State.Name" }, ResultPath: "$.c", End: true };
    expect(findings({ StartAt: "A", States: { A } })).toEqual([]);
  });

  it.each([
    [{ InputPath: "$.a[" }, "/States/A/InputPath: Value must be a valid JSONPath."],
    [{ ResultPath: "$.a[*]" }, "/States/A/ResultPath: Value is not a Reference Path"],
    [{ ResultPath: "$$.a" }, "/States/A/ResultPath: Value is not a Reference Path"],
    [
      { Parameters: { "b.$": "a" } },
      "/States/A/Parameters: The value for the field 'b.$' must be a valid JSONPath or a valid intrinsic function call",
    ],
    [{ Parameters: { "b.$": "States.None()" } }, "/States/A/Parameters: The value for the field 'b.$'"],
  ])("refuses what is no path: %j", (fields, words) => {
    const [finding] = findings({ StartAt: "A", States: { A: { Type: "Pass", End: true, ...fields } } });
    expect(finding).toContain(words);
  });

  it("accepts JSONata state by state", () => {
    const A = { Type: "Pass", QueryLanguage: "JSONata", End: true };
    expect(findings({ StartAt: "A", States: { A } })).toEqual([]);
  });
});
