import { describe, expect, it } from "vitest";
import type { Json } from "#asl";
import { isRedrivable, loadMachine } from "#interpreter";
import { hash, machineOf, task } from "../machine.ts";
import { RedrivenExecution } from "../redriven-execution.ts";

// "Restarting state machine executions with redrive" in AWS's developer guide says what each state does.

const fails = (): Json => "!Broken";
const states = (execution: RedrivenExecution): readonly string[] => execution.tasks.map((text) => text.split(" ")[0]!);

describe("a redriven execution", () => {
  it("runs the failed task again with the same input and variables, and nothing that succeeded", async () => {
    const machine = machineOf({
      Set: { Type: "Pass", Assign: { kept: 7 }, Output: { n: 1 }, Next: "First" },
      First: task({ Next: "Second" }),
      Second: task({ Arguments: { of: "{% $states.input %}", kept: "{% $kept %}" } }),
    });
    const execution = await new RedrivenExecution(machine, ({ stateName }) =>
      stateName === "First" ? "one" : "!Broken",
    ).start();
    expect(execution.result).toMatchObject({ status: "FAILED", error: "Broken" });
    await execution.redrive(() => "two");
    expect(execution.tasks).toEqual(['Second {"of":"one","kept":7}']);
    expect(execution.result).toMatchObject({ status: "SUCCEEDED", output: "two" });
  });

  it("goes on with the history: the first event after ExecutionRedriven follows it, and the state is not entered again", async () => {
    const execution = await new RedrivenExecution(machineOf({ Work: task() }), fails).start();
    const last = execution.history.length;
    await execution.redrive(() => 1);
    expect(execution.sinceRedrive()).toEqual(
      [
        `ExecutionRedriven ${last + 1}←${last}`,
        `LambdaFunctionScheduled ${last + 2}←${last + 1}`,
        `LambdaFunctionStarted ${last + 3}←${last + 2}`,
        `LambdaFunctionSucceeded ${last + 4}←${last + 3}`,
        `TaskStateExited ${last + 5}←${last + 4}`,
        `ExecutionSucceeded ${last + 6}←${last + 5}`,
      ].map((text) => text.replaceAll("LambdaFunction", "Task")),
    );
    expect(execution.history[last]).toMatchObject({ executionRedrivenEventDetails: { redriveCount: 1 } });
  });

  it("has all retries again", async () => {
    const Retry = [{ ErrorEquals: ["States.ALL"], MaxAttempts: 2 }];
    const execution = await new RedrivenExecution(machineOf({ Work: task({ Retry }) }), fails).start();
    expect(execution.tasks).toHaveLength(3);
    await execution.redrive();
    expect(execution.tasks).toHaveLength(3);
    expect(execution.result).toMatchObject({ status: "FAILED" });
  });

  it("may be redriven again, and tells its states how often and when", async () => {
    const Arguments = "{% $states.context.Execution ~> |$|{}, ['Id', 'Input', 'Name', 'RoleArn', 'StartTime']| %}";
    const execution = await new RedrivenExecution(machineOf({ Work: task({ Arguments }) }), fails).start();
    expect(execution.tasks).toEqual(['Work {"RedriveCount":0}']);
    execution.at = 5000;
    await execution.redrive();
    await execution.redrive();
    expect(execution.tasks).toEqual(['Work {"RedriveCount":2,"RedriveTime":"1970-01-01T00:00:05.000Z"}']);
  });

  it("enters a Fail state again", async () => {
    const execution = await new RedrivenExecution(machineOf({ Stop: { Type: "Fail", Error: "No" } })).start();
    await execution.redrive();
    expect(execution.sinceRedrive()).toEqual(["ExecutionRedriven 4←3", "FailStateEntered 5←4", "ExecutionFailed 6←5"]);
  });

  it("evaluates the rules of a Choice again", async () => {
    const Choices = [{ Condition: "{% $states.context.Execution.RedriveCount = 1 %}", Next: "Done" }];
    const machine = machineOf({ Which: { Type: "Choice", Choices }, Done: { Type: "Succeed" } });
    const execution = await new RedrivenExecution(machine).start();
    expect(execution.result).toMatchObject({ error: "States.NoChoiceMatched" });
    await execution.redrive();
    expect(execution.sinceRedrive().slice(0, 2)).toEqual(["ExecutionRedriven 4←3", "ChoiceStateExited 5←4"]);
    expect(execution.result).toMatchObject({ status: "SUCCEEDED" });
  });

  it("leaves a Wait at once whose moment has passed, and waits anew for seconds", async () => {
    const waits = async (more: Readonly<Record<string, Json>>): Promise<number> => {
      const machine = machineOf({ Pause: { Type: "Wait", End: true, ...more } }, { TimeoutSeconds: 10 });
      const execution = await new RedrivenExecution(machine).start();
      expect(execution.result).toMatchObject({ status: "TIMED_OUT" });
      execution.at = 60_000;
      await execution.redrive();
      return execution.at;
    };
    expect(await waits({ Timestamp: "1970-01-01T00:00:50Z" })).toBe(60_000);
    // The time of the execution counts anew, too.
    expect(await waits({ Seconds: 20 })).toBe(70_000);
  });

  it("goes on where it was aborted", async () => {
    const execution = await new RedrivenExecution(machineOf({ Work: task() }), () => undefined).start();
    await execution.stop();
    await execution.redrive(() => 3);
    expect(execution.result).toMatchObject({ status: "SUCCEEDED", output: 3 });
  });
});

describe("what a redrive does to branches", () => {
  const branch = (name: string, next?: string): Json => ({
    StartAt: name,
    States: next === undefined ? { [name]: task() } : { [name]: task({ Next: next }), [next]: task() },
  });
  const both = machineOf({
    Both: { Type: "Parallel", Branches: [branch("A"), branch("B", "B2"), branch("C")], End: true },
  });

  it("runs only those of a Parallel that failed or were aborted", async () => {
    const execution = await new RedrivenExecution(both, ({ stateName }) => {
      if (stateName === "C") return undefined;
      return stateName === "B2" ? "!Broken" : stateName;
    }).start();
    expect(execution.result).toMatchObject({ status: "FAILED" });
    await execution.redrive(({ stateName }) => `again ${stateName}`);
    expect(states(execution)).toEqual(["B2", "C"]);
    expect(execution.result).toMatchObject({ output: ["A", "again B2", "again C"] });
  });

  it("runs all of them after States.DataLimitExceeded", async () => {
    const execution = await new RedrivenExecution(both, ({ stateName }) =>
      stateName === "C" ? "!States.DataLimitExceeded" : stateName,
    ).start();
    await execution.redrive(({ stateName }) => stateName);
    expect(states(execution)).toEqual(["A", "B", "B2", "C"]);
  });

  it("starts branches that had not begun", async () => {
    const Output = "{% $states.context.Execution.RedriveCount = 0 ? $error('no') : 1 %}";
    const machine = machineOf({
      Both: {
        Type: "Parallel",
        Branches: [{ StartAt: "No", States: { No: { Type: "Pass", Output, End: true } } }, branch("B")],
        End: true,
      },
    });
    const execution = await new RedrivenExecution(machine, ({ stateName }) => stateName).start();
    await execution.redrive();
    expect(states(execution)).toEqual(["B"]);
  });

  it("goes on in each branch of an execution that was stopped", async () => {
    const execution = await new RedrivenExecution(both, ({ stateName }) =>
      stateName === "A" ? "A" : undefined,
    ).start();
    await execution.stop();
    await execution.redrive(({ stateName }) => stateName);
    expect(execution.result).toMatchObject({ output: ["A", "B2", "C"] });
  });

  it("begins all branches anew where the state itself failed after them", async () => {
    const machine = machineOf({
      Both: {
        Type: "Parallel",
        Branches: [branch("A")],
        Output: "{% $states.context.Execution.RedriveCount = 0 ? $error('no') : 'yes' %}",
        End: true,
      },
    });
    const execution = await new RedrivenExecution(machine).start();
    await execution.redrive();
    expect(states(execution)).toEqual(["A"]);
    expect(execution.result).toMatchObject({ output: "yes" });
  });

  const mapOf = (more: Readonly<Record<string, Json>> = {}) =>
    machineOf({
      Each: {
        Type: "Map",
        ItemProcessor: { StartAt: "Work", States: { Work: task() } },
        End: true,
        ...more,
      },
    });

  it("runs only the iterations of an inline Map that failed, were aborted or had not begun", async () => {
    const machine = mapOf({ MaxConcurrency: 2 });
    const execution = await new RedrivenExecution(machine, ({ arguments: item }) => {
      if (item === "c") return undefined;
      return item === "d" ? "!Broken" : `first ${String(item)}`;
    }).start(["a", "b", "c", "d", "e", "f"]);
    expect(execution.result).toMatchObject({ status: "FAILED" });
    await execution.redrive(({ arguments: item }) => `then ${String(item)}`);
    expect(execution.tasks.toSorted()).toEqual(['Work "c"', 'Work "d"', 'Work "e"', 'Work "f"']);
    expect(execution.result).toMatchObject({
      output: ["first a", "first b", "then c", "then d", "then e", "then f"],
    });
  });

  it("makes the item of an iteration whose ItemSelector failed", async () => {
    const machine = mapOf({
      ItemSelector:
        "{% $states.context.Execution.RedriveCount = 0 and $states.context.Map.Item.Value = 2 ? $error('no') : $states.context.Map.Item.Value %}",
    });
    const execution = await new RedrivenExecution(machine, ({ arguments: item }) => item).start([1, 2, 3]);
    expect(execution.result).toMatchObject({ status: "FAILED" });
    await execution.redrive();
    expect(execution.result).toMatchObject({ output: [1, 2, 3] });
  });

  it("goes on inside a Map that is in a Map", async () => {
    const machine = mapOf({
      ItemProcessor: {
        StartAt: "Inner",
        States: {
          Inner: { Type: "Map", ItemProcessor: { StartAt: "Work", States: { Work: task() } }, End: true },
        },
      },
    });
    const execution = await new RedrivenExecution(machine, ({ arguments: item }) => {
      if (item === 4) return "!Broken";
      return item === 2 ? undefined : item;
    }).start([[1, 2], [3, 4], [5]]);
    await execution.redrive(({ arguments: item }) => item);
    expect(execution.tasks).toEqual(["Work 2", "Work 4", "Work 5"]);
    expect(execution.result).toMatchObject({ output: [[1, 2], [3, 4], [5]] });
  });

  it("forgets the branches of an attempt that was retried or caught", async () => {
    const machine = mapOf({ Retry: [{ ErrorEquals: ["Once"] }] });
    let left = 1;
    const execution = await new RedrivenExecution(machine, ({ arguments: item }) => {
      if (item === 1) return 1;
      return (left -= 1) === 0 ? "!Once" : "!Broken";
    }).start([1, 2]);
    await execution.redrive(({ arguments: item }) => item);
    expect(execution.tasks).toEqual(["Work 2"]);
    expect(execution.result).toMatchObject({ output: [1, 2] });
  });
});

describe("wherever an execution ended", () => {
  const leaf = (name: string, more: Readonly<Record<string, Json>> = {}): Json =>
    task({ Arguments: `{% '${name} ' & $string($states.input) %}`, ...more });
  // Names of states are unique in a machine.
  const inner = (prefix: string): Json => ({
    Type: "Map",
    MaxConcurrency: 2,
    ItemSelector: { item: "{% $states.context.Map.Item.Value %}", last: "{% $last %}" },
    ItemProcessor: {
      StartAt: `${prefix}One`,
      States: {
        [`${prefix}One`]: leaf(`${prefix}One`, { Next: `${prefix}Two` }),
        [`${prefix}Two`]: leaf(`${prefix}Two`),
      },
    },
    End: true,
  });
  const machine = machineOf({
    First: leaf("First", { Assign: { last: "First" }, Output: "{% $states.input %}", Next: "Both" }),
    Both: {
      Type: "Parallel",
      Branches: [
        { StartAt: "Rows", States: { Rows: inner("Row") } },
        {
          StartAt: "Outer",
          States: {
            Outer: {
              Type: "Map",
              Items: [["a"], [], ["b", "c"]],
              ItemProcessor: { StartAt: "Nested", States: { Nested: inner("Nested") } },
              End: true,
            },
          },
        },
      ],
      Next: "Last",
    },
    Last: leaf("Last"),
  });
  const input: Json = [1, 2, 3];
  const echo = ({ arguments: given }: { readonly arguments: Json }): Json => given;

  it("comes to the same result when it is redriven, and no task that succeeded is done twice", async () => {
    const whole = await new RedrivenExecution(machine, echo).start(input);
    const { length } = whole.tasks;
    expect(length).toBeGreaterThan(10);
    for (let failing = 1; failing <= length; failing++) {
      for (const how of ["fails", "is aborted"]) {
        const succeeded: string[] = [];
        let calls = 0;
        const execution = await new RedrivenExecution(machine, (given) => {
          calls += 1;
          if (how === "fails" ? calls === failing : calls >= failing) return how === "fails" ? "!Broken" : undefined;
          succeeded.push(JSON.stringify(given.arguments));
          return echo(given);
        }).start(input);
        if (how === "is aborted") await execution.stop();
        await execution.redrive((given) => {
          succeeded.push(JSON.stringify(given.arguments));
          return echo(given);
        });
        const place = `when task ${failing} ${how}`;
        const seen = {
          result: execution.result,
          succeeded: succeeded.toSorted(),
          ids: execution.history.map(({ id }) => id),
        };
        expect({ place, ...seen }).toEqual({
          place,
          result: whole.result,
          succeeded: whole.tasks.map((text) => text.slice(text.indexOf(" ") + 1)).toSorted(),
          ids: execution.history.map((_, index) => index + 1),
        });
      }
    }
  });
});

describe("what a redrive does to a distributed Map", () => {
  const machine = machineOf({
    Each: {
      Type: "Map",
      Label: "Each",
      ItemProcessor: {
        ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
        StartAt: "Work",
        States: { Work: task() },
      },
      End: true,
    },
  });

  it("has the runner redrive the map run, which ends as one does", async () => {
    const execution = await new RedrivenExecution(machine).start([1, 2]);
    const [started] = execution.effects;
    if (started?.kind !== "startMapRun") throw new Error("no map run was started");
    const { mapRunId, mapRunArn } = started;
    await execution.tell({ type: "MapRunFailed", at: 0, mapRunId, error: "E", cause: "c" });
    expect(execution.result).toMatchObject({ status: "FAILED" });
    await execution.redrive();
    expect(execution.effects).toEqual([{ kind: "redriveMapRun", mapRunId }]);
    expect(execution.history.at(-1)).toMatchObject({
      type: "MapRunRedriven",
      mapRunRedrivenEventDetails: { mapRunArn, redriveCount: 1 },
    });
    await execution.tell({ type: "MapRunSucceeded", at: 0, mapRunId, results: [1, 2] });
    expect(execution.result).toMatchObject({ status: "SUCCEEDED", output: [1, 2] });
  });

  it("redrives the map run of an execution that was stopped", async () => {
    const execution = await new RedrivenExecution(machine).start([1]);
    await execution.stop();
    await execution.redrive();
    expect(execution.effects).toMatchObject([{ kind: "redriveMapRun" }]);
  });

  it("starts a new map run where none had begun, or after States.DataLimitExceeded", async () => {
    const execution = await new RedrivenExecution(machine).start([1]);
    const [started] = execution.effects;
    const mapRunId = started?.kind === "startMapRun" ? started.mapRunId : "";
    await execution.tell({ type: "MapRunFailed", at: 0, mapRunId, error: "States.DataLimitExceeded", cause: "" });
    await execution.redrive();
    expect(execution.effects).toMatchObject([{ kind: "startMapRun" }]);
  });
});

describe("an execution that cannot be redriven", () => {
  it("is one that runs, that succeeded, or of an Express state machine", async () => {
    const running = await new RedrivenExecution(machineOf({ Work: task() }), () => undefined).start();
    const succeeded = await new RedrivenExecution(machineOf({ Work: task() })).start();
    const definition = { QueryLanguage: "JSONata", StartAt: "Work", States: { Work: task() } };
    const express = await new RedrivenExecution(loadMachine(definition, { hash, type: "EXPRESS" }), fails).start();
    for (const execution of [running, succeeded, express]) {
      expect(isRedrivable(execution.snapshot!)).toBe(false);
      const events = execution.history.length;
      await execution.redrive();
      expect(execution.history).toHaveLength(events);
    }
  });

  it("is one whose history has no room", async () => {
    const execution = await new RedrivenExecution(machineOf({ Work: task() }), fails).start();
    const snapshot = execution.snapshot!;
    expect(isRedrivable({ ...snapshot, lastEventId: 24_998 })).toBe(true);
    expect(isRedrivable({ ...snapshot, lastEventId: 24_999 })).toBe(false);
  });
});
