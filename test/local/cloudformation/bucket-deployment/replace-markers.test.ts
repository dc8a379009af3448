import { describe, expect, it } from "vitest";
import { encodeMarker } from "../../../../src/local/cloudformation/custom-resources/bucket-deployment/encode-marker.ts";
import { pythonJson } from "../../../../src/local/cloudformation/custom-resources/bucket-deployment/python-json.ts";
import { replaceMarkers } from "../../../../src/local/cloudformation/custom-resources/bucket-deployment/replace-markers.ts";

describe("replaceMarkers", () => {
  async function replaced(pieces: readonly (string | Buffer)[], markers: Readonly<Record<string, string>>) {
    const buffers = (async function* () {
      for (const piece of pieces) yield await Promise.resolve(Buffer.from(piece));
    })();
    const parts: Buffer[] = [];
    for await (const part of replaceMarkers(buffers, new Map(Object.entries(markers)))) parts.push(part);
    return Buffer.concat(parts);
  }

  it("finds markers that pieces cut apart, wherever they stand", async () => {
    const text = "<<m:0>>,<<m:1>>\n<<m:0>><<m:0>>\nend <<m:1>>";
    const markers = { "<<m:0>>": "zero", "<<m:1>>": "ü\n" };
    for (let at = 0; at <= text.length; at++) {
      expect((await replaced([text.slice(0, at), "", text.slice(at)], markers)).toString()).toBe(
        "zero,ü\n\nzerozero\nend ü\n",
      );
    }
  });

  it("leaves bytes that are no text as they are, and dollars in what it puts in", async () => {
    const binary = Buffer.from([0, 255, 10, 13, 254, 10]);
    expect(await replaced([binary], { m: "x" })).toEqual(binary);
    expect((await replaced(["ümü"], { m: "$&$1" })).toString()).toBe("ü$&$1ü");
    expect((await replaced([], { m: "x" })).length).toBe(0);
  });

  it("looks for one marker after the other, in a line", async () => {
    expect((await replaced(["a"], { a: "b", b: "c" })).toString()).toBe("c");
    expect((await replaced(["b"], { a: "b", b: "a" })).toString()).toBe("a");
    expect((await replaced(["x\ny"], { "x\ny": "no" })).toString()).toBe("x\ny");
  });
});

describe("encodeMarker", () => {
  const json = { jsonEscape: "true" };
  const as = (encoding: string) => ({ markerEncodings: { m: encoding } });

  it.each([
    ["as it is", 'a"b\n', {}, 'a"b\n'],
    ["inside a JSON text", 'a"b\n\\ü', json, 'a\\"b\\n\\\\\\u00fc'],
    ["a list inside a JSON text", ["a", "b"], json, '["a", "b"]'],
    ["as a JSON value", "a", as("JSON_VALUE"), '"a"'],
    ["as a JSON list", ["a", { b: "c" }], as("JSON_VALUE"), '["a", {"b": "c"}]'],
    ["as plain YAML", "a-b.c_1", as("YAML_STRING"), "a-b.c_1"],
    ["as quoted YAML", "a: b", as("YAML_STRING"), '"a: b"'],
    ["as a YAML text that looks like a boolean", "Yes", as("YAML_STRING"), '"Yes"'],
    ["of another marker", "a", { markerEncodings: { n: "JSON_VALUE" } }, "a"],
  ])("writes a value %s", (_case, value, config, expected) => {
    expect(encodeMarker("m", value, config)).toBe(expected);
  });

  it("rejects a list as text and encodings that nobody knows", () => {
    expect(() => encodeMarker("m", ["a"], {})).toThrow("Expected a string for LITERAL encoding for marker m, got list");
    expect(() => encodeMarker("m", { a: "b" }, as("YAML_STRING"))).toThrow("for marker m, got dict");
    expect(() => encodeMarker("m", "a", as("BASE64"))).toThrow('Unknown marker encoding: "BASE64"');
  });
});

describe("pythonJson", () => {
  it("writes what json.dumps writes", () => {
    expect(pythonJson(["a", { b: 'ü\u007f\u2028🙂"\\\n\u0001/', c: [true, null, 1.5] }, {}, []])).toBe(
      '["a", {"b": "\\u00fc\\u007f\\u2028\\ud83d\\ude42\\"\\\\\\n\\u0001/", "c": [true, null, 1.5]}, {}, []]',
    );
  });
});
