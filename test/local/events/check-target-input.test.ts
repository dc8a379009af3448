import { describe, expect, it } from "vitest";
import { checkTargetInput } from "../../../src/local/services/events/check-target-input.ts";

const template = { InputPathsMap: { n: "$.detail.n" }, InputTemplate: `{"n": <n>}` };

describe("the input of a target", () => {
  it.each([
    ["a constant", { Input: '{"a":1}' }],
    ["a part of the event", { InputPath: "$.detail['a b'][0]" }],
    ["a template", { InputTransformer: template }],
    ["a template without variables", { InputTransformer: { InputTemplate: '"<aws.events.event.json>"' } }],
    ["nothing", {}],
  ])("may be %s", (_, input) => {
    expect(() => checkTargetInput({ Id: "t", Arn: "a", ...input }, "t")).not.toThrow();
  });

  it.each([
    ["two at once", { Input: "1", InputPath: "$" }, "Only one of Input, InputPath, or InputTransformer"],
    ["a constant that is no JSON", { Input: "{" }, "JSON syntax error in input for target t."],
    ["a constant of 8,193 characters", { Input: `"${"a".repeat(8191)}"` }, "'targets.1.member.input' failed"],
    ["a path that is none", { InputPath: "detail" }, "Invalid InputPath for target t."],
    ["a path of 257 characters", { InputPath: `$.${"a".repeat(255)}` }, "less than or equal to 256"],
    ["an empty template", { InputTransformer: { InputTemplate: "" } }, "greater than or equal to 1"],
    ["a long template", { InputTransformer: { InputTemplate: "a".repeat(8193) } }, "less than or equal to 8192"],
    [
      "a variable of AWS",
      { InputTransformer: { ...template, InputPathsMap: { "aws-n": "$.a" } } },
      "aws-n of target t must not begin with AWS",
    ],
    [
      "a variable that no template can name",
      { InputTransformer: { ...template, InputPathsMap: { "a b": "$.a" } } },
      "[A-Za-z0-9\\_\\-]+",
    ],
    [
      "101 variables",
      {
        InputTransformer: {
          ...template,
          InputPathsMap: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`n${n}`, "$.a"])),
        },
      },
      "less than or equal to 100",
    ],
  ])("is refused with %s", (_, input, message) => {
    expect(() => checkTargetInput({ Id: "t", Arn: "a", ...input }, "t")).toThrow(message);
  });
});
