import { describe, expect, it } from "vitest";
import { compileFilterPattern } from "../../../src/local/services/logs/filter-pattern/compile-filter-pattern.ts";

// The patterns and messages about CloudTrail, IP addresses and access logs are those of AWS's guide "Filter pattern syntax".

const trail = JSON.stringify({
  eventType: "UpdateTrail",
  sourceIPAddress: "111.111.111.111",
  arrayKey: ["value", "another value"],
  objectList: [
    { name: "a", id: 1 },
    { name: "b", id: 2 },
  ],
  SomeObject: null,
  "cluster.name": "c",
  ThisFlag: true,
  ThatFlag: false,
  bandwidth: 75,
  ratio: 1e-3,
  port: "8080",
});
const access = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';

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
    ["%AUTHORIZED%", "[ERROR 401] UNAUTHORIZED REQUEST", true],
    ["%^AUTHORIZED%", "[ERROR 401] UNAUTHORIZED REQUEST", false],
    ["%4[0-9]{2}%", "[ERROR 401] UNAUTHORIZED REQUEST", true],
    ["50%", "at 50% now", true],
  ])("decides whether %s matches '%s'", (pattern, message, matches) => {
    expect(compileFilterPattern(pattern).matches(message)).toBe(matches);
  });

  it.each<[string, boolean]>([
    ['{ $.eventType = "UpdateTrail" }', true],
    ["{ $.eventType = UpdateTrail }", true],
    ['{$.eventType="Update*"}', true],
    ["{ $.eventType = *Tr*l }", true],
    ["{ $.eventType = *Trail*Trail }", false],
    ["{ $.eventType = %Trail% }", true],
    ["{ $.eventType = %^Trail% }", false],
    ["{ $.sourceIPAddress != 123.123.* }", true],
    ["{ $.sourceIPAddress != 111.111.* }", false],
    ['{ $.arrayKey[0] = "value" }', true],
    ['{ $.arrayKey[1] = "value" }', false],
    ["{ $.objectList[1].id = 2 }", true],
    ["{ $.SomeObject IS NULL }", true],
    ["{ $.missing IS NULL }", false],
    ["{ $.SomeOtherObject NOT EXISTS }", true],
    ["{ $.SomeObject NOT EXISTS }", false],
    ["{ $.['cluster.name'] = \"c\" }", true],
    ['{ $["cluster.name"] = d }', false],
    ["{ $.ThisFlag IS TRUE }", true],
    ["{ $.ThatFlag IS TRUE }", false],
    ["{ $.ThatFlag IS FALSE }", true],
    ["{ $.ThisFlag = true }", true],
    ["{ $.bandwidth > 75 }", false],
    ["{ $.bandwidth >= 75 }", true],
    ["{ $.bandwidth < 7.6e1 }", true],
    ["{ $.bandwidth <= 74.9 }", false],
    ["{ $.bandwidth = 75.0 }", true],
    ["{ $.bandwidth = 7* }", true],
    ["{ $.bandwidth != 75 }", false],
    ["{ $.ratio = 0.001 }", true],
    ["{ $.port = 8080 }", true],
    ["{ $.eventType > 1 }", false],
    // A field that is not there compares to nothing.
    ["{ $.missing != 1 }", false],
    ["{ $.objectList = 1 }", false],
    ['{ ($.bandwidth > 80 || $.eventType = "UpdateTrail") && $.ThisFlag IS TRUE }', true],
    ['{ $.bandwidth > 80 && $.ThisFlag IS TRUE || $.port = "80*" }', true],
    ['{ ($.bandwidth > 80) && ($.ThisFlag IS TRUE || $.port = "80*") }', false],
    ["{ $.toString NOT EXISTS }", true],
  ])("decides whether %s matches a message in JSON", (pattern, matches) => {
    expect(compileFilterPattern(pattern).matches(trail)).toBe(matches);
  });

  it("takes no message for JSON that is none", () => {
    const { matches: test } = compileFilterPattern("{ $.a NOT EXISTS }");
    expect(['{"b":1}', '{"b":1', "text", "1", "null"].map(test)).toEqual([true, false, false, false, false]);
  });

  it.each<[string, boolean]>([
    ["[ip, user, username, timestamp, request, status_code, bytes]", true],
    ["[ip, user, username, timestamp, request, status_code = 404, bytes > 1000]", true],
    ["[ip, user, username, timestamp, request = *.html*, status_code = 4*, bytes]", true],
    ['[ip, user, username, timestamp = "10/Oct/*", ...]', true],
    ["[..., status_code = 4*, bytes]", true],
    ["[ip = %127\\.0\\.0\\.[1-9]%, ..., bytes]", true],
    ["[..., status_code = 5* || status_code = 40*, bytes < 1534]", false],
    ["[..., status_code != 5* && status_code != 30*, bytes]", true],
    ["[ip, user]", false],
    ["[ip, user, ...]", true],
    ["[a, b, c, d, e, f, g, h, ...]", false],
  ])("decides whether %s matches a message of fields", (pattern, matches) => {
    expect(compileFilterPattern(pattern).matches(access)).toBe(matches);
  });

  it.each([
    "{ $.level }",
    "{ level = 1 }",
    "{ $.level = }",
    '{ $.level = "ERROR }',
    "{ $.level = ERROR",
    "{ $.level = ERROR } more",
    "{ ($.a = 1 }",
    "{ $.a > text }",
    "{ $.a = 1 && }",
    "{ $.a = %(a)% }",
    "{}",
    "[]",
    "[a,, b]",
    "[..., a, ...]",
    "[a = 1",
    "%(a|b)%",
    "%[%",
    `{ ${"(".repeat(5000)}$.a = 1${")".repeat(5000)} }`,
  ])("refuses %s", (pattern) => {
    expect(() => compileFilterPattern(pattern)).toThrow("Invalid filter pattern");
  });

  it.each<[string, string, string, unknown]>([
    ["{ $.eventType = * }", "$.objectList[1].id", trail, 2],
    ["{ $.eventType = * }", "$.missing", trail, undefined],
    ["{ $.eventType = * }", "$.a", "text", undefined],
    ["[..., status, bytes]", "$bytes", access, "1534"],
    ["[ip, user, ...]", "$user", access, "Prod"],
    ["[ip, user]", "$user", access, undefined],
    ["ERROR", "$.a", '{"a":"ERROR"}', undefined],
  ])("finds for %s what %s stands for", (pattern, place, message, value) => {
    expect(compileFilterPattern(pattern).valueAt(message, place)).toBe(value);
  });

  it("needs no more time than a long message has characters", () => {
    const long = JSON.stringify({ text: "a".repeat(200_000) });
    expect(compileFilterPattern(`{ $.text = ${"*a".repeat(50)}*b }`).matches(long)).toBe(false);
    expect(compileFilterPattern("[bytes > 1]").matches(`${"1".repeat(500_000)}x`)).toBe(false);
  });
});
