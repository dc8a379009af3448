import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runBatch } from "../../../src/cli/simulate/run-batch.ts";

const folder = mkdtempSync(path.join(tmpdir(), "millrace-batch-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Result = Readonly<Record<string, unknown>>;

async function batch(...lines: readonly unknown[]): Promise<{ results: readonly Result[]; problems: number }> {
  const file = path.join(folder, "cases.jsonl");
  writeFileSync(file, lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));
  const printed: string[] = [];
  const problems = await runBatch(file, { clock: "virtual", print: (line) => printed.push(line) });
  return { results: printed.map((line) => JSON.parse(line) as Result), problems };
}

const invoke = "arn:aws:states:::lambda:invoke";
const machine = (States: object, more: object = {}) => ({
  QueryLanguage: "JSONata",
  StartAt: Object.keys(States)[0],
  States,
  ...more,
});
const pass = machine({ Only: { Type: "Pass", Output: "{% $states.input.n + 1 %}", End: true } });
const task = (more: object = {}) =>
  machine({ Work: { Type: "Task", Resource: invoke, Arguments: { FunctionName: "work" }, End: true, ...more } });
const answer = (output: unknown, parameters: unknown = {}) => ({
  state: "Work",
  attempt: 0,
  scheduled: { parameters },
  result: { type: "TaskSucceeded", output },
});

describe("a batch of simulations", () => {
  it("prints a result for each case, in their order", async () => {
    const { results, problems } = await batch(
      { id: "a", definition: pass, input: { n: 1 } },
      "",
      {
        id: "b",
        definition: task(),
        mocks: [{ ...answer(0), result: { type: "TaskFailed", error: "E", cause: "c" } }],
      },
      { id: "c", kind: "api", definition: machine({ Only: { Type: "Pass", Next: "Gone" } }) },
      { id: "d", kind: "test_state", definition: { Type: "Pass", Result: 7, End: true }, input: {} },
    );
    expect(problems).toBe(0);
    expect(results).toMatchObject([
      { id: "a", status: "SUCCEEDED", output: 2, transitions: 1, ms: expect.any(Number) },
      { id: "b", status: "FAILED", error: "E", cause: "c" },
      { id: "c", accepted: false, diagnostics: [{ location: "/States/Only/Next" }, { code: "MISSING_END_STATE" }] },
      { id: "d", response: { status: "SUCCEEDED", output: "7" } },
    ]);
    expect((results[0]!["events"] as readonly { type: string }[]).map(({ type }) => type)).toEqual([
      "ExecutionStarted",
      "PassStateEntered",
      "PassStateExited",
      "ExecutionSucceeded",
    ]);
  });

  it("says of a case that cannot be run why, and runs the others", async () => {
    const { results, problems } = await batch(
      "{ no JSON",
      { definition: pass },
      { id: "kind", kind: "other", definition: pass },
      { id: "unanswered", definition: task({ Catch: [{ ErrorEquals: ["States.ALL"], Next: "Work" }] }) },
      { id: "refused", definition: machine({ Only: { Type: "Pass" } }) },
      { id: "good", definition: pass, input: { n: 0 } },
    );
    expect(problems).toBe(5);
    expect(results.map(({ id, line }) => id ?? line)).toEqual([1, 2, 3, "unanswered", "refused", "good"]);
    expect(results[1]).toMatchObject({ problem: 'a case needs an "id", a text' });
    expect(results[2]).toMatchObject({ problem: expect.stringContaining("execution, api, test_state") });
    expect(results[3]).toMatchObject({ problem: "no mock and no function answers the task of Work" });
    expect(results[4]).toMatchObject({ problem: expect.stringContaining("/States/Only") });
    expect(results[5]).toMatchObject({ status: "SUCCEEDED", output: 1 });
  });

  it("tells attempts that run at once apart by what was sent, where placeholders stand for any text", async () => {
    const Work = {
      Type: "Task",
      Resource: invoke,
      Arguments: { FunctionName: "work", Payload: "{% $states.input %}" },
    };
    const each = machine({
      Each: {
        Type: "Map",
        Items: ["a", "b"],
        ItemProcessor: { StartAt: "Work", States: { Work: { ...Work, Output: "{% $states.result %}", End: true } } },
        End: true,
      },
    });
    const sent = (Payload: string) => ({ FunctionName: "«function»", Payload });
    const mocks = [answer("for b", sent("b")), answer("for a", sent("a"))];
    const { results } = await batch({ id: "map", definition: each, mocks });
    expect(results).toMatchObject([{ status: "SUCCEEDED", output: ["for a", "for b"] }]);
  });

  it("takes functions, objects, the clock, the type and the names of a case for those of its world", async () => {
    const States = {
      Work: {
        Type: "Task",
        Resource: invoke,
        Arguments: { FunctionName: "echo", Payload: "{% $states.context.Execution.Name %}" },
        Output: "{% [$states.result.Payload, $states.context.Execution.StartTime] %}",
        End: true,
      },
    };
    const { results } = await batch({
      id: "world",
      definition: machine(States),
      clock: "2026-03-01T00:00:00.000Z",
      stateMachine: { type: "EXPRESS" },
      execution: { name: "first" },
      resources: { lambda: { echo: { arn: "arn:echo", behaviour: "identity" } } },
    });
    expect(results).toMatchObject([{ status: "SUCCEEDED", output: ["first", "2026-03-01T00:00:00.000Z"] }]);
  });
});
