import { describe, expect, it } from "vitest";
import { folderHint, uploadHint } from "../../console/view-model/trigger-hint.ts";

const trigger = (starts: string, key: string, matches: boolean | null = null) => ({
  starts,
  keys: [key],
  matches,
  reasons: matches === false ? [`detail.object.key is "x"; the pattern asks ["${key}"]`] : [],
});
const ingest = trigger("ingest", "birdstrikes/*.csv");

describe("what is said before an upload", () => {
  it.each([
    ["birdstrikes", "starts"],
    ["birdstrikes/", "starts"],
    ["birdstrikes/2026/may", "starts"],
    ["", "idle"],
    ["birds", "idle"],
    ["other/birdstrikes", "idle"],
  ])("tells whether a file in the folder %j can start something: %s", (folder, tone) => {
    expect(folderHint([ingest], folder).tone).toBe(tone);
  });

  it("names the keys that do", () => {
    expect(folderHint([ingest], "birdstrikes/").text).toBe("birdstrikes/*.csv starts ingest.");
    expect(folderHint([ingest], "").text).toBe("No workflow listens to this folder. birdstrikes/*.csv starts ingest.");
    expect(folderHint([], "a").text).toBe("No workflow is started by uploads to this bucket.");
  });

  it("knows keys of any folder, of the root and of one name", () => {
    expect(folderHint([trigger("all", "*")], "a/b").tone).toBe("starts");
    expect(folderHint([trigger("csv", "*.csv")], "a/b").tone).toBe("starts");
    expect(folderHint([trigger("root", "in*")], "").tone).toBe("starts");
    expect(folderHint([trigger("one", "a/b.csv")], "a").tone).toBe("starts");
    expect(folderHint([trigger("one", "a/b.csv")], "a/b.csv").tone).toBe("idle");
  });
});

it("says after an upload what it started", () => {
  expect(uploadHint([trigger("ingest", "*", true), trigger("archive", "*", false), trigger("log", "*", true)])).toEqual(
    {
      tone: "starts",
      text: "starts ingest and log",
    },
  );
  expect(uploadHint([trigger("ingest", "*.csv", false)])).toEqual({
    tone: "idle",
    text: `does not start ingest: detail.object.key is "x"; the pattern asks ["*.csv"]`,
  });
  expect(uploadHint([])).toEqual({ tone: "idle", text: "no workflow listens to this key" });
});
