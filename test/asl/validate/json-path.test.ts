import { describe, expect, it } from "vitest";
import type { Json } from "#asl";
import { linesOf } from "../definitions.ts";

type State = Readonly<Record<string, Json>>;

/** What is found in one JSONPath state. */
function findingsIn(state: State): readonly string[] {
  const isChoice = state.Type === "Choice";
  const isEnd = !isChoice && state.Type !== "Fail";
  const States = { A: { ...(isEnd ? { End: true } : {}), ...state }, ...(isChoice ? { B: { Type: "Succeed" } } : {}) };
  return linesOf({ StartAt: "A", States });
}

const processor = { StartAt: "C", States: { C: { Type: "Pass", End: true } } };
const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke" };
const onlyInJsonata = (place: string, field: string): string =>
  `${place}: The QueryLanguage is set to 'JSONPath', but field '${field}' is only supported for the 'JSONata' QueryLanguage`;
const choice = (rule: State): State => ({ Type: "Choice", Choices: [rule] });

describe("a state in JSONPath", () => {
  it.each<[string, State]>([
    ["Pass", { Type: "Pass", InputPath: null, Parameters: [1], Result: null, ResultPath: null, OutputPath: "$.a" }],
    ["Task", { ...task, Parameters: {}, ResultSelector: {}, TimeoutSecondsPath: "$.t", HeartbeatSecondsPath: "$h" }],
    ["Task with literals", { ...task, TimeoutSeconds: 5, HeartbeatSeconds: 2, Credentials: { "RoleArn.$": "$.r" } }],
    ["Wait", { Type: "Wait", SecondsPath: "$.s" }],
    [
      "Map",
      {
        Type: "Map",
        ItemsPath: "$$.Execution.Input",
        ItemSelector: {},
        MaxConcurrencyPath: "$.m",
        ItemProcessor: processor,
      },
    ],
    ["older Map", { Type: "Map", Parameters: {}, Iterator: processor }],
    ["Fail", { Type: "Fail", ErrorPath: "$.e", CausePath: "States.Format('{}', $.c)" }],
    [
      "Choice",
      choice({ Variable: "$.a", NumericLessThanEqualsPath: "$.b", Next: "B", Comment: "why", Assign: { "x.$": "$" } }),
    ],
    [
      "nested rule",
      choice({
        Not: { And: [{ Variable: "$.a", IsPresent: true }, { Or: [{ Variable: "$.b", IsNull: false }] }] },
        Next: "B",
      }),
    ],
    ["Assign", { Type: "Pass", Assign: { "a.$": "$.b", c: { "d.$": "$$" } } }],
    ["empty Retry and Catch", { ...task, Retry: [], Catch: [] }],
  ])("is accepted: %s", (_, state) => {
    expect(findingsIn(state)).toEqual([]);
  });

  it.each<[string, State, string]>([
    ["Arguments", { ...task, Arguments: {} }, onlyInJsonata("/States/A", "Arguments")],
    ["Output", { Type: "Pass", Output: {} }, onlyInJsonata("/States/A", "Output")],
    ["a path that is none", { Type: "Pass", InputPath: "a" }, "/States/A/InputPath: Value must be a valid JSONPath."],
    [
      "an expression",
      { ...task, TimeoutSeconds: "{% 1 %}" },
      "/States/A/TimeoutSeconds: Expected value of type Integer",
    ],
    [
      "two timeouts",
      { ...task, TimeoutSeconds: 1, TimeoutSecondsPath: "$.t" },
      "There should only be one of the following fields: [TimeoutSeconds, TimeoutSecondsPath]",
    ],
    [
      "two errors",
      { Type: "Fail", Error: "E", ErrorPath: "$.e" },
      "There should only be one of the following fields: [Error, ErrorPath]",
    ],
    [
      "two waits",
      { Type: "Wait", Seconds: 1, TimestampPath: "$.t" },
      "There should only be one of the following fields: [Seconds, Timestamp, SecondsPath, TimestampPath]",
    ],
    ["no processor", { Type: "Map" }, "One of these fields is required: [ItemProcessor, Iterator]"],
    [
      "two selectors",
      { Type: "Map", ItemProcessor: processor, ItemSelector: {}, Parameters: {} },
      "There should only be one of the following fields: [ItemSelector, Parameters]",
    ],
    [
      "a reader and items",
      {
        Type: "Map",
        ItemReader: { Resource: "r" },
        ItemsPath: "$",
        ItemProcessor: { ...processor, ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } },
      },
      "There should only be one of the following fields: [ItemReader, ItemsPath]",
    ],
    ["a Condition", choice({ Condition: true, Next: "B" }), onlyInJsonata("/States/A/Choices[0]", "Condition")],
    ["no Next", choice({ Variable: "$.a", IsNull: true }), "/States/A/Choices[0]: These fields are required: [Next]"],
    ["no Variable", choice({ IsNull: true, Next: "B" }), "/States/A/Choices[0]: These fields are required: [Variable]"],
    [
      "no comparison",
      choice({ Variable: "$.a", Next: "B" }),
      "/States/A/Choices[0]: Exactly one comparison is required, got []",
    ],
    [
      "two comparisons",
      choice({ Variable: "$.a", IsNull: true, IsString: true, Next: "B" }),
      "Exactly one comparison is required, got [IsNull, IsString]",
    ],
    [
      "a wrong operand",
      choice({ Variable: "$.a", NumericEquals: "1", Next: "B" }),
      "/States/A/Choices[0]/NumericEquals: Expected value of type Number",
    ],
    [
      "a wrong path",
      choice({ Variable: "$.a", NumericEqualsPath: 1, Next: "B" }),
      "/States/A/Choices[0]/NumericEqualsPath: Expected value of type String",
    ],
    [
      "a wrong timestamp",
      choice({ Variable: "$.a", TimestampEquals: "now", Next: "B" }),
      "TimestampEquals: String does not match RFC3339 timestamp",
    ],
    ["an empty And", choice({ And: [], Next: "B" }), "/States/A/Choices[0]/And: must be a non-empty array"],
    [
      "a nested Next",
      choice({ Not: { Variable: "$.a", IsNull: true, Next: "B" }, Next: "B" }),
      "/States/A/Choices[0]/Not: Field 'Next' is not supported",
    ],
    ["a lost target", choice({ Variable: "$.a", IsNull: true, Next: "Z" }), "Missing 'Next' target: Z"],
    [
      "a lost target in an Iterator",
      { Type: "Map", Iterator: { StartAt: "Z", States: processor.States } },
      "/States/A/Iterator/StartAt: Missing 'Next' target: Z",
    ],
    ["a bad variable", { Type: "Pass", Assign: { "1a.$": "$" } }, "'1a' is not a valid variable name"],
  ])("is refused: %s", (_, state, words) => {
    expect(findingsIn(state).join("\n")).toContain(words);
  });

  it("takes its language from the definition, whatever the state around it says, or says its own", () => {
    const inner = (own: State) => ({ StartAt: "C", States: { C: { Type: "Pass", Output: {}, End: true, ...own } } });
    const map = { Type: "Map", QueryLanguage: "JSONata", End: true };
    const found = (own: State) => linesOf({ StartAt: "A", States: { A: { ...map, ItemProcessor: inner(own) } } });
    const place = "/States/A/ItemProcessor/States/C";
    expect(found({})).toEqual([`SCHEMA_VALIDATION_FAILED ${onlyInJsonata(place, "Output")}`]);
    expect(found({ QueryLanguage: "JSONata" })).toEqual([]);
    expect(linesOf({ StartAt: "A", States: { A: { Type: "Pass", Result: "{% 1 + %}", End: true } } })).toEqual([]);
  });
});
