import { expect, it } from "vitest";
import { decodeBase64, encodeBase64 } from "../../../src/interpreter/intrinsics/base64.ts";

it.each(["", "a", "ab", "abc", "ü€😀", "x".repeat(1000), "\u0000\u007f"])(
  "Base64 of %j is Node's, there and back",
  (text) => {
    const encoded = encodeBase64(text);
    expect(encoded).toBe(Buffer.from(text).toString("base64"));
    expect(decodeBase64(encoded)).toBe(text);
  },
);

it.each(["a", "a===", "a b=", "ä", "ab=c"])("refuses %j", (text) => {
  expect(decodeBase64(text)).toBeUndefined();
});
