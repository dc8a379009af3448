import { describe, expect, it } from "vitest";
import { guessContentType } from "../../../../src/local/cloudformation/custom-resources/bucket-deployment/guess-content-type.ts";

describe("guessContentType", () => {
  // Each as `mimetypes.guess_type` of Python 3.13 has it.
  it.each([
    ["a/index.html", "text/html"],
    ["b.JSON", "application/json"],
    ["x.tar.gz", "application/x-tar"],
    ["x.tgz", "application/x-tar"],
    ["x.TGZ", "application/x-tar"],
    ["logo.svgz", "image/svg+xml"],
    ["data.json.gz", "application/json"],
    ["data.json.GZ", undefined],
    ["x.gz", undefined],
    [".html", undefined],
    ["a/.hidden.css", "text/css"],
    ["..md", undefined],
    ["notes.md", "text/markdown"],
    ["app.mjs", "text/javascript"],
    ["x.parquet", undefined],
    ["noext", undefined],
    ["a.b/c", undefined],
    ["pic.webp", "image/webp"],
    ["x.svg.Z", "image/svg+xml"],
    ["x.tar.br", "application/x-tar"],
    ["x.", undefined],
  ])("takes %s for %s", (path, type) => {
    expect(guessContentType(path)).toBe(type);
  });
});
