import { describe, expect, it } from "vitest";
import { validateDefinition } from "#asl";
import { definitionOf, findingsOf, linesOf, pass } from "../definitions.ts";

const map = (inner: ReturnType<typeof pass>, more: object = {}) => ({
  Type: "Map",
  ItemProcessor: { StartAt: "Inner", States: { Inner: inner } },
  End: true,
  ...more,
});

const withoutEnd = (state: ReturnType<typeof map>) =>
  Object.fromEntries(Object.entries(state).filter(([field]) => field !== "End"));

describe("fields", () => {
  it("names what is missing in AWS's words", () => {
    expect(linesOf({})).toEqual(["SCHEMA_VALIDATION_FAILED /: These fields are required: [States, StartAt]"]);
    expect(linesOf(" ")).toEqual(["SCHEMA_VALIDATION_FAILED null: Definition must be a valid JSON object"]);
  });

  it.each([
    ["an unknown field", pass({ Colour: "red" }), "/States/A: Field 'Colour' is not supported"],
    [
      "a JSONPath field",
      pass({ ResultPath: "$.a" }),
      "field 'ResultPath' is only supported for the 'JSONPath' QueryLanguage",
    ],
    ["a field of another type", pass({ Resource: "x" }), "/States/A: Field 'Resource' is not supported"],
    ["an unknown type", { Type: "Sleep" }, "/States/A/Type: must be one of [Task, Pass,"],
    ["End that is not true", pass({ End: false }), "/States/A/End: must be true"],
    ["neither Next nor End", { Type: "Pass" }, "/States/A: One of these fields is required: [Next, End]"],
    ["both ways to wait", { Type: "Wait", Seconds: 1, Timestamp: "t", End: true }, "[Seconds, Timestamp]"],
    [
      "a fraction of a second",
      { Type: "Wait", Seconds: 1.5, End: true },
      "/States/A/Seconds: Expected value of type Integer",
    ],
    [
      "a Condition that is text",
      { Type: "Choice", Choices: [{ Condition: "x", Next: "A" }] },
      "/States/A/Choices[0]/Condition: must be a boolean or a JSONata expression",
    ],
    [
      "a retrier without errors",
      { Type: "Task", Resource: "r", Retry: [{}], End: true },
      "/States/A/Retry[0]: These fields are required: [ErrorEquals]",
    ],
  ])("refuses %s", (_, state, words) => {
    expect(findingsOf({ A: state }).join("\n")).toContain(words);
  });

  it("refuses QueryLanguage inside an ItemProcessor", () => {
    const ItemProcessor = { QueryLanguage: "JSONata", StartAt: "Inner", States: { Inner: pass() } };
    expect(findingsOf({ A: map(pass(), { ItemProcessor }) })).toEqual([
      "SCHEMA_VALIDATION_FAILED /States/A/ItemProcessor: Field 'QueryLanguage' is not supported",
    ]);
  });

  it("refuses names of more than 80 characters", () => {
    expect(findingsOf({ ["a".repeat(80)]: pass() })).toEqual([]);
    expect(findingsOf({ ["a".repeat(81)]: pass() })[0]).toContain(
      "exceeds the 80-character limit allowed by the service",
    );
  });
});

describe("the flow", () => {
  it("names targets that do not exist", () => {
    expect(findingsOf({ A: pass({ Next: "B" }) })).toEqual([
      "MISSING_TRANSITION_TARGET /States/A/Next: Missing 'Next' target: B",
      "MISSING_END_STATE null: Workflow has no terminal state",
    ]);
    expect(linesOf({ ...definitionOf({ A: pass() }), StartAt: "B" })).toEqual([
      "MISSING_TRANSITION_TARGET /StartAt: Missing 'Next' target: B",
      'MISSING_TRANSITION_TARGET /States/A: State "A" is not reachable.',
    ]);
  });

  it("looks at every way out of a state", () => {
    const Choices = [{ Condition: true, Next: "X" }];
    const Catch = [{ ErrorEquals: ["States.ALL"], Next: "Y" }];
    const states = {
      A: { Type: "Choice", Choices, Default: "B" },
      B: { Type: "Task", Resource: "r", Catch, End: true },
    };
    expect(findingsOf(states)).toEqual([
      "MISSING_TRANSITION_TARGET /States/A/Choices[0]/Next: Missing 'Next' target: X",
      "MISSING_TRANSITION_TARGET /States/B/Catch[0]/Next: Missing 'Next' target: Y",
    ]);
  });

  it("names states that nothing reaches, in branches too", () => {
    expect(findingsOf({ A: pass(), B: pass() })).toEqual([
      'MISSING_TRANSITION_TARGET /States/B: State "B" is not reachable.',
    ]);
    const Branches = [{ StartAt: "B", States: { B: pass(), C: pass() } }];
    expect(findingsOf({ A: { Type: "Parallel", Branches, End: true } })).toEqual([
      'MISSING_TRANSITION_TARGET /States/A/Branches[0]/States/C: State "C" is not reachable.',
    ]);
  });

  it("refuses a machine that cannot end", () => {
    expect(findingsOf({ A: pass({ Next: "B" }), B: pass({ Next: "A" }) })).toEqual([
      "MISSING_END_STATE null: Workflow has no terminal state",
    ]);
  });

  it("refuses to leave a branch", () => {
    expect(findingsOf({ A: { ...withoutEnd(map(pass({ Next: "B" }))), Next: "B" }, B: pass() })[0]).toContain(
      "Missing 'Next' target: B",
    );
  });

  it("wants state names unique over all branches", () => {
    const ItemProcessor = { StartAt: "A", States: { A: pass() } };
    expect(findingsOf({ A: map(pass(), { ItemProcessor }) })).toEqual([
      "DUPLICATE_STATE_NAME /States/A/ItemProcessor/States/A: Duplicate State name: A",
    ]);
  });
});

describe("States.ALL", () => {
  const task = (Retry: readonly { readonly ErrorEquals: readonly string[] }[]) => ({
    A: { Type: "Task", Resource: "r", Retry, End: true },
  });

  it("stands alone and last", () => {
    expect(findingsOf(task([{ ErrorEquals: ["E"] }, { ErrorEquals: ["States.ALL"] }]))).toEqual([]);
    expect(findingsOf(task([{ ErrorEquals: ["E", "States.ALL"] }]))).toEqual([
      "SCHEMA_VALIDATION_FAILED /States/A/Retry[0]/ErrorEquals[1]: States.ALL must appear alone and at end of list",
    ]);
    expect(findingsOf(task([{ ErrorEquals: ["States.ALL"] }, { ErrorEquals: ["E"] }]))).toEqual([
      "SCHEMA_VALIDATION_FAILED /States/A/Retry[0]/ErrorEquals[0]: States.ALL must appear alone and at end of list",
    ]);
  });
});

describe("variables", () => {
  it.each([
    ["states", "The variable name 'states' is reserved"],
    ["a".repeat(81), "Variable name exceeds 80 characters"],
    ["1st", "'1st' is not a valid variable name"],
    ["a-b", "'a-b' is not a valid variable name"],
  ])("refuses the name %s", (name, message) => {
    expect(findingsOf({ A: pass({ Assign: { [name]: 1 } }) })).toEqual([
      `INVALID_VARIABLE_NAME /States/A/Assign/${name}: ${message}`,
    ]);
  });

  it("refuses to assign an outer variable inside, wherever the outer one is assigned", () => {
    const inner = pass({ Assign: { total: 1 } });
    expect(findingsOf({ A: { ...map(inner), Assign: { total: 0 } } })).toEqual([
      "VARIABLE_IN_OUTER_SCOPE /States/A/ItemProcessor/States/Inner/Assign/total: The variable 'total' belongs to an outer scope and cannot be assigned here",
    ]);
  });

  it("warns of a variable that some path leaves undefined", () => {
    const states = {
      A: { Type: "Choice", Choices: [{ Condition: true, Assign: { x: 1 }, Next: "B" }], Default: "B" },
      B: pass({ Output: "{% $x %}" }),
    };
    expect(findingsOf(states)).toEqual([
      "UNDEFINED_VARIABLE /States/B: The variable '$x' may be undefined when state 'B' runs",
    ]);
    expect(findingsOf({ ...states, A: { ...states.A, Assign: { x: 0 } } })).toEqual([]);
  });

  it("knows that a state does not see its own Assign, and that a catcher skips it", () => {
    expect(findingsOf({ A: pass({ Assign: { x: 1 }, Output: "{% $x %}" }) })).toHaveLength(1);
    const Catch = [{ ErrorEquals: ["E"], Next: "B" }];
    const A = { Type: "Task", Resource: "r", Catch, Assign: { x: 1 }, Next: "B" };
    expect(findingsOf({ A, B: pass({ Output: "{% $x %}" }) })).toHaveLength(1);
  });

  it("lets loops and inner scopes read what came before", () => {
    const states = {
      A: pass({ Assign: { i: 0 }, Next: "B" }),
      B: { ...withoutEnd(map(pass({ Output: "{% $i %}" }))), Assign: { i: "{% $i + 1 %}" }, Next: "C" },
      C: { Type: "Choice", Choices: [{ Condition: "{% $i < 3 %}", Next: "B" }], Default: "D" },
      D: pass(),
    };
    expect(findingsOf(states)).toEqual([]);
  });

  it.each([
    "{% ($local := 1; $local + 1) %}",
    "{% $map([1], function($v, $i) { $v + $i }) %}",
    "{% $map([1], $string) %}",
    "{% $contains('a$b', /\\$unknown/) and '$other' != \"$more\" %}",
    "{% /* $comment */ 4 / 2 / 1 %}",
    "{% $states.input.list#$i.{'i': $i} %}",
    "plain $text",
  ])("sees no free variable in %s", (output) => {
    expect(findingsOf({ A: pass({ Output: output }) })).toEqual([]);
  });
});

describe("expressions", () => {
  it.each([
    ["wrong syntax", "{% 1 + %}", "INVALID_JSONATA_EXPRESSION", "/States/A/Output/value: Unexpected end of expression"],
    [
      "an operator of JSONata 2.1",
      "{% $a ?? 1 %}",
      "INVALID_JSONATA_EXPRESSION",
      'The symbol "?" cannot be used as a unary operator',
    ],
    [
      "a bare name",
      "{% phone %}",
      "UNSUPPORTED_JSONATA_EXPRESSION",
      "Reference to 'phone' at the top level is not supported",
    ],
    ["$", "{% $.phone %}", "UNSUPPORTED_JSONATA_EXPRESSION", "Reference to '$' at the top level"],
    ["$$", "{% $$.phone %}", "UNSUPPORTED_JSONATA_EXPRESSION", "Reference to '$$'"],
    [
      "an error where none was caught",
      "{% $states.errorOutput %}",
      "UNSUPPORTED_JSONATA_EXPRESSION",
      "only supported in a Catch",
    ],
    [
      "a result where there is none",
      "{% $states.result %}",
      "UNSUPPORTED_JSONATA_EXPRESSION",
      "only supported in Assign and Output",
    ],
    [
      "a field that $states lacks",
      "{% $states.inputs %}",
      "UNSUPPORTED_JSONATA_EXPRESSION",
      "'$states' has no field 'inputs'",
    ],
    [
      "a function that there is none of",
      "{% $sqare(2) %}",
      "UNDEFINED_VARIABLE",
      "The function '$sqare' does not exist",
    ],
    ["$eval", '{% $eval("1") %}', "UNDEFINED_VARIABLE", "Step Functions has no function '$eval'"],
  ])("finds %s", (_, output, code, words) => {
    const [finding = ""] = findingsOf({ A: pass({ Output: { value: output } }) });
    expect(finding).toContain(`${code} /States/A`);
    expect(finding).toContain(words);
  });

  it("knows where the result and the error can be read", () => {
    const Catch = [{ ErrorEquals: ["E"], Assign: { why: "{% $states.errorOutput.Cause %}" }, Next: "B" }];
    const task = { Type: "Task", Resource: "r", Next: "B" };
    expect(findingsOf({ A: { ...task, Catch, Assign: { r: "{% $states.result %}" } }, B: pass() })).toEqual([]);
    expect(findingsOf({ A: { ...task, Arguments: "{% $states.result %}" }, B: pass() })).toHaveLength(1);
    const wrong = [{ ErrorEquals: ["E"], Output: "{% $states.result %}", Next: "B" }];
    expect(findingsOf({ A: { ...task, Catch: wrong }, B: pass() })).toHaveLength(1);
  });

  it("lets a block's binding be read only after it", () => {
    expect(findingsOf({ A: pass({ Output: "{% ($a := $b; $b := 1; $a) %}" }) })).toEqual([
      "UNDEFINED_VARIABLE /States/A: The variable '$b' may be undefined when state 'A' runs",
    ]);
    expect(
      findingsOf({ A: pass({ Output: "{% ($f := function($n) { $n < 1 ? 0 : $f($n - 1) }; $f(3)) %}" }) }),
    ).toEqual([]);
  });

  it("warns of a variable that hides a function", () => {
    const findings = validateDefinition(definitionOf({ A: pass({ Assign: { count: 1 } }) }));
    expect(findings).toMatchObject([{ code: "INVALID_VARIABLE_NAME", severity: "WARNING" }]);
  });
});

describe("a state's own language", () => {
  it("cannot be JSONPath in a machine of JSONata", () => {
    const states = { A: pass({ QueryLanguage: "JSONPath" }) };
    expect(findingsOf(states)).toEqual([
      "SCHEMA_VALIDATION_FAILED /States/A: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
    ]);
  });
});

describe("a heartbeat", () => {
  it("is faster than the timeout", () => {
    const task = { Type: "Task", Resource: "r", End: true, TimeoutSeconds: 60 };
    expect(findingsOf({ A: { ...task, HeartbeatSeconds: 59 } })).toEqual([]);
    expect(findingsOf({ A: { ...task, HeartbeatSeconds: 60 } })[0]).toContain("must be smaller than TimeoutSeconds");
  });
});
