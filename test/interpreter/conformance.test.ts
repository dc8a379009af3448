import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { HistoryEvent, Json } from "#asl";
import { loadMachine, readItems, resultFiles, runExecution, TaskFailure } from "#interpreter";
import type { PerformTask, RunExecutionOptions } from "#interpreter";
import { type Mock, performMock } from "../../src/cli/simulate/mocked-task.ts";
import { nodeHash } from "#node";
import { createItemStore, type StoredObjects } from "../../src/testing/stored-objects.ts";

// One folder per behaviour of Step Functions: a definition, its input, what its tasks answer, and the whole history.
// `UPDATE=1` rewrites the histories; read the difference as code.

const folder = new URL("../fixtures/conformance/", import.meta.url);
const fileNames = ["definition.asl.json", "expected.history.json", "input.json", "source.md", "tasks.json"];
/** What buckets hold: by name, then by key. Only of a fixture whose Map reads or writes them. */
const objectsFile = "objects.json";

describe("conformance fixtures", () => {
  it.each(readdirSync(folder))("%s has AWS's history", async (name) => {
    const here = new URL(`${name}/`, folder);
    const present = readdirSync(here);
    const update = process.env.UPDATE === "1";
    const written = update ? new Set([...present, "expected.history.json"]) : new Set(present);
    expect([...written].filter((file) => file !== objectsFile).toSorted()).toEqual(fileNames);

    const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, here), "utf8"));
    const tasks = read("tasks.json") as Readonly<Record<string, readonly Mock[]>>;
    const { history } = await runExecution({
      machine: loadMachine(read("definition.asl.json"), { hash: nodeHash }),
      input: read("input.json") as Json,
      performTask: replay(tasks),
      ...mapRunEffects(present.includes(objectsFile) ? (read(objectsFile) as StoredObjects) : {}),
    });
    const readable = history.map(readableEvent);
    if (update) writeFileSync(new URL("expected.history.json", here), `${JSON.stringify(readable, undefined, 2)}\n`);
    expect(readable).toEqual(read("expected.history.json"));
  });
});

function mapRunEffects(objects: StoredObjects): Pick<RunExecutionOptions, "readItems" | "writeResults"> {
  return {
    readItems: (task) => readItems(task, createItemStore(objects)),
    writeResults: async ({ arguments: place, resultWriter }, children) => {
      const { Bucket: bucket, Prefix: prefix } = place as { readonly Bucket: string; readonly Prefix: string };
      if (!Object.hasOwn(objects, bucket)) {
        throw new TaskFailure("States.ResultWriterFailed", "The specified bucket does not exist");
      }
      const { mapRunArn, format } = resultWriter!;
      return resultFiles(children, { bucket, prefix, mapRunArn, format }).output;
    },
  };
}

function replay(tasks: Readonly<Record<string, readonly Mock[]>>): PerformTask {
  const remaining = new Map(Object.entries(tasks).map(([state, answers]) => [state, [...answers]]));
  return async ({ stateName }, worker) => {
    const answer = remaining.get(stateName)?.shift();
    if (answer === undefined) throw new Error(`tasks.json has no answer left for ${stateName}`);
    return performMock(answer, worker);
  };
}

/** Seconds since the start in place of a date, and no `truncated: false`: what is left is what the fixture is about. */
function readableEvent(event: HistoryEvent): Readonly<Record<string, unknown>> {
  const { timestamp, ...rest } = event;
  const text = JSON.stringify({ ...rest, second: (timestamp - Date.UTC(2026, 0, 1)) / 1000 });
  const isNoise = (key: string): boolean => ["inputDetails", "outputDetails", "assignedVariablesDetails"].includes(key);
  return JSON.parse(text, (key, value: unknown) => (isNoise(key) ? undefined : value)) as Record<string, unknown>;
}
