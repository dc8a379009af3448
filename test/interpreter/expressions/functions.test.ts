import { describe, expect, it } from "vitest";
import { loadMachine, runExecution } from "#interpreter";
import { evaluate, run } from "../machine.ts";

describe("functions that AWS adds to JSONata", () => {
  it.each([
    ["$partition([1,2,3,4,5], 2)", [[1, 2], [3, 4], [5]]],
    ["$partition([1,2,3], 2.9)", [[1, 2], [3]]],
    ["$range(0, 9, 3)", [0, 3, 6, 9]],
    ["$range(5, 1, -2)", [5, 3, 1]],
    ["$range(1, 9, 9)", 1],
    ["$parse('{\"a\":[1]}').a[0]", 1],
    ["$hash('a', 'SHA-1')", "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"],
    ["$hash('a', 'SHA-256')", "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"],
  ])("%s", async (source, expected) => {
    expect((await evaluate(source)).output).toEqual(expected);
  });

  it.each([
    ["$partition([1,2], -1)", "The chunk size must be a positive number"],
    ["$range(1, 873783, 1)", "The range has too many elements"],
    ["$parse('no')", "JSON"],
    ["$hash('a', 'CRC')", "The hash algorithm must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512"],
    ["$eval('1')", "T1006: Attempted to invoke a non-function"],
  ])("rejects %s", async (source, words) => {
    const outcome = await evaluate(source);
    expect(outcome.error).toBe("States.QueryEvaluationError");
    expect(outcome.cause).toContain(words);
  });

  it("says what is missing where no hash function was given", async () => {
    const definition = {
      QueryLanguage: "JSONata",
      StartAt: "A",
      States: { A: { Type: "Pass", Output: "{% $hash('a', 'MD5') %}", End: true } },
    };
    const performTask = async () => null;
    const outcome = await runExecution({ machine: loadMachine(definition), input: {}, performTask });
    expect(outcome.cause).toContain("$hash needs the hash option of loadMachine");
  });
});

describe("time and chance", () => {
  it("reads the execution's time, not the machine's", async () => {
    const states = {
      Wait: { Type: "Wait", Seconds: 3600, Next: "Now" },
      Now: { Type: "Pass", Output: "{% [$now(), $millis(), $now('[H01]:[m01]')] %}", End: true },
    };
    const outcome = await run(states, {}, {}, { startAt: 0 });
    expect(outcome.output).toEqual(["1970-01-01T01:00:00.000Z", 3_600_000, "01:00"]);
  });

  it("repeats exactly with the same seed, and not with another", async () => {
    const states = { Only: { Type: "Pass", Output: "{% [$uuid(), $random(), $random()] %}", End: true } };
    const [first, again, other] = await Promise.all([1, 1, 2].map((seed) => run(states, {}, {}, { seed })));
    expect(first?.output).toEqual(again?.output);
    expect(first?.output).not.toEqual(other?.output);
    expect(first?.output).toEqual([
      expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u),
      expect.any(Number),
      expect.any(Number),
    ]);
  });

  it("gives $random(seed) the same number each time", async () => {
    expect((await evaluate("$random(42) = $random(42)")).output).toBe(true);
    expect((await evaluate("$random(42) = $random(43)")).output).toBe(false);
  });

  it("spreads $random evenly over [0, 1)", async () => {
    const { output } = await evaluate("$map($range(1, 2000, 1), function($i) { $random() })");
    const numbers = output as readonly number[];
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
  });
});

describe("results of expressions", () => {
  it("keeps plain JSON: no undefined members, no marks of the evaluator", async () => {
    const outcome = await evaluate("{'a': $states.input.none, 'list': [$states.input.list.n], 'zero': 1/0}", {
      list: [{ n: 1 }],
    });
    expect(outcome.output).toEqual({ list: [1], zero: "Infinity" });
  });

  it("takes a function for nothing", async () => {
    expect((await evaluate("function($x) { $x }")).cause).toContain("returned nothing (undefined)");
  });

  it("ends an expression that goes on for ever", { timeout: 60_000 }, async () => {
    const outcome = await evaluate("($f := function($x) { $f($x + 1) }; $f(0))");
    expect(outcome.cause).toContain("Expression evaluation timeout");
  });

  it("evaluates only strings that begin and end with the marks", async () => {
    const Output = [" {% 1 %}", "{% 1 %} ", "{%1+1%}", "$states.input"];
    expect((await run({ Only: { Type: "Pass", Output, End: true } })).output).toEqual([
      " {% 1 %}",
      "{% 1 %} ",
      2,
      "$states.input",
    ]);
  });
});
