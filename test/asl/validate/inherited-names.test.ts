import { describe, expect, it } from "vitest";
import { validateDefinition } from "#asl";

const pass = { Type: "Pass", End: true };

describe("names that every object inherits", () => {
  it.each(["constructor", "toString", "__proto__", "valueOf"])("make %s no state and no field", (name) => {
    const codes = (definition: object): readonly string[] =>
      validateDefinition(definition as never).map(({ code }) => code);
    expect(codes({ StartAt: "A", States: { A: { Type: "Pass", Next: name } } })).toContain("MISSING_TRANSITION_TARGET");
    expect(codes({ StartAt: name, States: { A: pass } })).toContain("MISSING_TRANSITION_TARGET");
    const withField = JSON.parse(`{ "Type": "Pass", "End": true, "${name}": 1 }`) as object;
    expect(codes({ StartAt: "A", States: { A: withField } })).toEqual(["SCHEMA_VALIDATION_FAILED"]);
    expect(codes({ StartAt: "A", States: { A: { ...pass, Type: name } } })).toContain("SCHEMA_VALIDATION_FAILED");
  });
});
