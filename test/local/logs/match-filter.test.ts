import { describe, expect, it } from "vitest";
import { compileFilter } from "../../../src/local/services/logs/match-filter.ts";

describe("filter patterns of log events", () => {
  it.each<[string | undefined, string, boolean]>([
    [undefined, "anything", true],
    ["", "anything", true],
    ["ERROR", "an ERROR here", true],
    ["ERROR", "an error here", false],
    ["ERROR timeout", "timeout after ERROR", true],
    ["ERROR timeout", "ERROR alone", false],
    ['"ERROR timeout"', "timeout after ERROR", false],
    ['"ERROR timeout"', "an ERROR timeout", true],
    ["?ERROR ?WARN", "WARN only", true],
    ["?ERROR ?WARN", "INFO only", false],
    ["ERROR -retry", "ERROR, will retry", false],
    ["ERROR -retry", "ERROR for good", true],
    ["-", "a - b", true],
  ])("decides whether %s matches '%s'", (pattern, message, matches) => {
    expect(compileFilter(pattern)(message)).toBe(matches);
  });

  it.each(['{ $.level = "error" }', "[ip, user]", "%ERROR%"])("rejects %s, which is not implemented", (pattern) => {
    expect(() => compileFilter(pattern)).toThrow("is not implemented by the local cloud");
  });
});
