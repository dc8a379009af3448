import { describe, expect, it } from "vitest";
import { checkHttpParameters } from "../../../src/local/services/events/http-parameters.ts";

const Arn = "arn:aws:events:us-east-1:000000000000:api-destination/hook/7f0b";

function takes(value: string): boolean {
  try {
    checkHttpParameters({ Id: "hook", Arn, HttpParameters: { HeaderParameters: { "x-a": value } } }, "hook");
    return true;
  } catch {
    return false;
  }
}

/** Every text of some characters, up to a length. */
function textsOf(characters: readonly string[], length: number): readonly string[] {
  const shorter = length === 0 ? [] : textsOf(characters, length - 1);
  const ends = shorter.filter((text) => text.length === length - 1);
  return length === 0 ? [""] : [...shorter, ...ends.flatMap((text) => characters.map((one) => text + one))];
}

describe("the value of a header", () => {
  it("is taken as AWS's pattern takes it", () => {
    const pattern = /^[ \t]*[\x20-\x7E]+([ \t]+[\x20-\x7E]+)*[ \t]*$/;
    const texts = textsOf(["\t", " ", "a", "~", "\u0001", "é"], 5);
    expect(texts).toHaveLength(9331);
    expect(texts.filter((text) => takes(text) !== pattern.test(text))).toEqual([]);
  });

  it("is looked at once, though AWS's pattern has many ways to part a row of spaces", () => {
    expect(takes(" ".repeat(512))).toBe(true);
    expect(takes(`${" ".repeat(511)}\u0001`)).toBe(false);
  });
});
