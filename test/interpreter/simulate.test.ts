import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { simulate } from "../../src/cli/commands/simulate.ts";
import { task } from "./machine.ts";

const folder = mkdtempSync(join(tmpdir(), "millrace-simulate-"));
const printed: string[] = [];

beforeEach(() => {
  printed.length = 0;
  vi.spyOn(console, "log").mockImplementation((line: string) => void printed.push(line));
});

afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const definition = file("definition.json", {
  QueryLanguage: "JSONata",
  StartAt: "Work",
  States: {
    Work: task({ Retry: [{ ErrorEquals: ["Busy"] }], Next: "Wait" }),
    Wait: { Type: "Wait", Seconds: 86_400, End: true },
  },
});
const mocks = file("mocks.json", { Work: [{ error: "Busy", cause: "later" }, { output: { n: 2 } }] });

describe("millrace simulate", () => {
  it("rejects mocks of a state that the definition has not, and names those that it has", async () => {
    const wrong = file("wrong-mocks.json", { Wrok: [{ output: 1 }], Work: [{ output: 1 }] });
    await expect(simulate([definition, "--mocks", wrong])).rejects.toMatchObject({
      message: expect.stringMatching(/has no state "Wrok"$/),
      fix: "name states that it has: Work, Wait",
    });
  });

  it("prints one JSON object that says how the execution ended", async () => {
    const code = await simulate([definition, "--input", '{"n":1}', "--mocks", mocks, "--format", "json"]);
    expect(code).toBe(0);
    const result = JSON.parse(printed.join("\n")) as { readonly events: readonly unknown[] };
    expect(result).toMatchObject({ status: "SUCCEEDED", output: { n: 2 }, transitions: 2 });
    expect(result.events).toHaveLength(12);
  });

  it("mocks an activity with the worker that takes it, when it is alive and when it answers", async () => {
    const Resource = "arn:aws:states:us-east-1:000000000000:activity:ask";
    const Ask = { Type: "Task", Resource, HeartbeatSeconds: 20, End: true };
    const asking = file("activity.json", { QueryLanguage: "JSONata", StartAt: "Ask", States: { Ask } });
    const answers = { Ask: [{ worker: "anna", heartbeats: [15], after: 30, output: 1 }] };
    await simulate([asking, "--mocks", file("answers.json", answers), "--format", "line", "--history"]);
    expect(printed.filter((line) => line.includes(" Activity")).map((line) => line.slice(6))).toEqual([
      expect.stringMatching(/^2026-01-01T00:00:00.000Z ActivityScheduled /),
      '2026-01-01T00:00:00.000Z ActivityStarted {"workerName":"anna"}',
      expect.stringMatching(/^2026-01-01T00:00:30.000Z ActivitySucceeded /),
    ]);
    const unknown = file("unknown.json", { Ask: [{ output: 1, afterwards: 3 }] });
    await expect(simulate([asking, "--mocks", unknown])).rejects.toThrow("Ask[0] is not what --mocks takes");
  });

  it("takes the input from a file and prints one line", async () => {
    const input = file("input.json", [1]);
    const done = file("done.json", { QueryLanguage: "JSONata", StartAt: "A", States: { A: { Type: "Succeed" } } });
    expect(await simulate([done, "--input", `@${input}`, "--format", "line"])).toBe(0);
    expect(printed).toEqual(["SUCCEEDED 1 transitions: [1]"]);
  });

  it("runs an Express machine, which takes nothing that goes on after its call", async () => {
    const waiting = { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", End: true };
    const token = file("token.json", { QueryLanguage: "JSONata", StartAt: "A", States: { A: waiting } });
    await expect(simulate([token, "--type", "EXPRESS"])).rejects.toThrow(/cannot be run/);
    await expect(simulate([token, "--type", "express"])).rejects.toThrow("--type must be one of STANDARD, EXPRESS");
  });

  it("runs a batch of cases, and exits with 1 where one could not be run", async () => {
    const definition = { QueryLanguage: "JSONata", StartAt: "A", States: { A: { Type: "Succeed" } } };
    const cases = file("case.jsonl", { id: "one", definition, input: 7 });
    expect(await simulate(["--batch", cases])).toBe(0);
    expect(JSON.parse(printed.join(""))).toMatchObject({ id: "one", status: "SUCCEEDED", output: 7 });
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    expect(await simulate(["--batch", file("broken.jsonl", "no case")])).toBe(1);
    await expect(simulate(["--batch", "nowhere.jsonl"])).rejects.toThrow("nowhere.jsonl cannot be read");
    await expect(simulate([cases, "--batch", cases])).rejects.toThrow("name no other");
  });

  it("prints the history for people", async () => {
    await simulate([definition, "--mocks", mocks, "--history"]);
    expect(printed.join("\n")).toMatch(/TaskFailed .*"error":"Busy"[\s\S]*SUCCEEDED after 2 transitions/u);
  });

  it("rejects a task that has no mock, though a Catch could hide it", async () => {
    await expect(simulate([definition])).rejects.toThrow("no mock for attempt 1 of state 'Work'");
  });

  it("rejects a definition that cannot be run, and says where", async () => {
    const bad = file("bad.json", { QueryLanguage: "JSONata", StartAt: "A", States: { A: { Type: "Pass" } } });
    const text = join(folder, "bad.txt");
    writeFileSync(text, "not a definition");
    await expect(simulate([text])).rejects.toThrow("Unrecognized token 'not': was expecting");
    await expect(simulate([bad])).rejects.toThrow("/States/A: One of these fields is required: [Next, End]");
  });

  it.each([
    [[], "give exactly one definition file"],
    [[definition, "--format", "xml"], '--format must be one of pretty, line, json, got "xml"'],
    [[definition, "--clock", "fast"], '--clock must be one of virtual, real, got "fast"'],
    [[definition, "--input", "{"], "--input is not JSON"],
    [[definition, "--mocks", file("wrong.json", { Work: [{ result: 1 }] })], "Work[0] is not what --mocks takes"],
    [[join(folder, "none.json")], "cannot be read"],
  ])("rejects %j", async (args, words) => {
    await expect(simulate(args)).rejects.toThrow(words);
  });
});
