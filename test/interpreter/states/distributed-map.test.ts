import { describe, expect, it } from "vitest";
import type { HistoryEvent, Json } from "#asl";
import { readItems, resultFiles, TaskFailure } from "#interpreter";
import type { RunExecutionOptions, ScheduleTask } from "#interpreter";
import { run, task } from "../machine.ts";

/** A distributed Map whose children do one task named `Work`. */
const distributed = (
  more: Readonly<Record<string, Json>> = {},
  States: Readonly<Record<string, Json>> = { Work: task() },
) => ({
  Each: {
    Type: "Map",
    ItemProcessor: {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      StartAt: Object.keys(States)[0]!,
      States,
    },
    ...("Next" in more ? {} : { End: true }),
    ...more,
  },
});

const echo = ({ arguments: given }: ScheduleTask): Json => given;

const reader = (config: Readonly<Record<string, Json>> = {}) => ({
  Resource: "arn:aws:states:::s3:getObject",
  ReaderConfig: { InputType: "JSON", ...config },
  Arguments: { Bucket: "b", Key: "{% $states.input.key %}" },
});

const reading = (text: string): Partial<RunExecutionOptions> => ({
  readItems: (task) => readItems(task, { read: async () => new TextEncoder().encode(text), list: async () => [] }),
});

const types = (history: readonly HistoryEvent[]): readonly string[] =>
  history.map(({ type, previousEventId }) => `${type}<${previousEventId}`);

describe("the children of a distributed Map", () => {
  it("give their outputs in the order of the items, whichever ends first", async () => {
    const Work = async ({ arguments: item }: ScheduleTask) => {
      for (let turns = Number(item); turns > 0; turns--) await new Promise(setImmediate);
      return Number(item) * 10;
    };
    const { output, history, transitions } = await run(distributed({ Items: [3, 1, 2] }), {}, { Work });
    expect(output).toEqual([30, 10, 20]);
    // The children's own histories are theirs; their transitions are billed all the same.
    expect(types(history)).toEqual([
      "ExecutionStarted<0",
      "MapStateEntered<0",
      "MapStateStarted<2",
      "MapRunStarted<3",
      "MapRunSucceeded<4",
      "MapStateSucceeded<5",
      "MapStateExited<4",
      "ExecutionSucceeded<7",
    ]);
    expect(transitions).toBe(4);
  });

  it("are none for no items", async () => {
    expect((await run(distributed({ Items: [] }))).output).toEqual([]);
  });

  it("run as many at once as MaxConcurrency says, which may be more than an inline Map allows", async () => {
    let [running, most] = [0, 0];
    const Work = async () => {
      most = Math.max(most, (running += 1));
      await new Promise(setImmediate);
      running -= 1;
      return null;
    };
    const Items = Array.from({ length: 120 }, (_, index) => index);
    await run(distributed({ Items, MaxConcurrency: 7 }), {}, { Work });
    expect(most).toBe(7);
    most = 0;
    await run(distributed({ Items }), {}, { Work });
    expect(most).toBe(120);
  });

  it("are executions of their own, which read no outer variable and may use its name", async () => {
    const states = {
      Set: { Type: "Pass", Assign: { x: 1 }, Next: "Each" },
      ...distributed(
        { Items: ["a"], Label: "Rows", ItemSelector: { item: "{% $states.context.Map.Item %}", x: "{% $x %}" } },
        {
          Inner: { Type: "Pass", Assign: { x: 2 }, Next: "Read" },
          Read: {
            Type: "Pass",
            Output: { x: "{% $x %}", of: "{% $states.context %}", was: "{% $states.input %}" },
            End: true,
          },
        },
      ),
    };
    const { output } = await run(states);
    const [child] = output as readonly {
      readonly of: { readonly Execution: { readonly Id: string; readonly Input: Json } };
    }[];
    expect(output).toMatchObject([{ x: 2, was: { item: { Index: 0, Value: "a" }, x: 1 } }]);
    expect(child?.of).toMatchObject({ StateMachine: { Name: "state-machine/Rows" }, Execution: { Input: { x: 1 } } });
    expect(child?.of).not.toHaveProperty("Map");
    expect(child?.of.Execution.Id).toMatch(/:execution:state-machine\/Rows:[0-9a-f-]{36}$/);
  });

  it("share time with what runs beside them", async () => {
    const pass = (Seconds: number) => ({ Wait: { Type: "Wait", Seconds, End: true } });
    const states = {
      Both: {
        Type: "Parallel",
        Branches: [
          { StartAt: "Each", States: distributed({ Items: [1, 2], MaxConcurrency: 1 }, pass(30)) },
          {
            StartAt: "Late",
            States: { Late: { Type: "Wait", Seconds: 45, Next: "Fail" }, Fail: { Type: "Fail", Error: "Late" } },
          },
        ],
        End: true,
      },
    };
    const { error, history } = await run(states);
    expect(error).toBe("Late");
    expect(history.map(({ type }) => type)).toContain("MapRunAborted");
    expect(history.at(-1)!.timestamp - history[0]!.timestamp).toBe(45_000);
  });

  it("may have distributed Maps in turn", async () => {
    const inner = distributed({ Items: "{% $states.input %}" }).Each;
    const states = distributed({ Items: [[1, 2], [3]] }, { Inner: { ...inner, Output: "{% $sum($states.result) %}" } });
    expect((await run(states, {}, { Work: echo })).output).toEqual([3, 3]);
  });
});

describe("failures of children", () => {
  const failing = (...items: readonly number[]) => ({
    Work: ({ arguments: item }: ScheduleTask) => {
      if (items.includes(item as number)) throw new TaskFailure("Odd", "it is odd");
      return item;
    },
  });

  it("fail the state under a name of their own", async () => {
    const outcome = await run(distributed({ Items: [1, 2, 3] }), {}, failing(2));
    expect(outcome).toMatchObject({
      status: "FAILED",
      error: "States.ExceedToleratedFailureThreshold",
      cause: "The specified tolerated failure threshold was exceeded",
    });
    expect(types(outcome.history).slice(4)).toEqual(["MapRunFailed<4", "MapStateFailed<5", "ExecutionFailed<6"]);
  });

  it("stand in the results as in a file of results, as far as they are tolerated", async () => {
    const states = distributed({ Items: [1, 2, 3, 4], ToleratedFailurePercentage: 50 });
    const failed = { Status: "FAILED", RedriveStatus: "NOT_REDRIVABLE" };
    expect((await run(states, {}, failing(1, 3))).output).toEqual([
      expect.objectContaining({ ...failed, Input: "1" }),
      2,
      expect.objectContaining({ ...failed, Input: "3" }),
      4,
    ]);
    expect((await run(states, {}, failing(1, 2, 3))).error).toBe("States.ExceedToleratedFailureThreshold");
  });

  it("count the items of a batch", async () => {
    const States = {
      Work: { Type: "Choice", Choices: [{ Condition: "{% 3 in $states.input.Items %}", Next: "No" }], Default: "Yes" },
      Yes: { Type: "Pass", Output: "{% $states.input.Items %}", End: true },
      No: { Type: "Fail", Error: "Three" },
    };
    const of = (ToleratedFailureCount: number) =>
      distributed({ Items: [1, 2, 3, 4], ItemBatcher: { MaxItemsPerBatch: 2 }, ToleratedFailureCount }, States);
    expect((await run(of(2))).output).toEqual([[1, 2], expect.objectContaining({ Status: "FAILED", Error: "Three" })]);
    expect((await run(of(1))).error).toBe("States.ExceedToleratedFailureThreshold");
  });

  it("can be caught, and the whole state retried", async () => {
    let calls = 0;
    const Catch = [{ ErrorEquals: ["States.ExceedToleratedFailureThreshold"], Output: "caught", Next: "End" }];
    const Retry = [{ ErrorEquals: ["States.ALL"], MaxAttempts: 1 }];
    const states = { ...distributed({ Items: [1], Catch, Retry, Next: "End" }), End: { Type: "Succeed" } };
    const Work = (): Json => {
      calls += 1;
      throw new TaskFailure("E", "");
    };
    expect((await run(states, {}, { Work })).output).toBe("caught");
    expect(calls).toBe(2);
  });

  it("reject a percentage above 100, which nothing catches", async () => {
    const Catch = [{ ErrorEquals: ["States.ALL"], Next: "End" }];
    const states = {
      ...distributed({ Items: [1], ToleratedFailurePercentage: "{% 101 %}", Catch, Next: "End" }),
      End: { Type: "Succeed" },
    };
    expect(await run(states)).toMatchObject({ status: "FAILED", error: "States.Runtime" });
  });
});

describe("an item reader", () => {
  it("is asked with the evaluated Arguments, and its items are worked through", async () => {
    const asked: ScheduleTask[] = [];
    const states = distributed({ ItemReader: reader({ MaxItems: "{% $states.input.most %}" }) });
    const { output, history } = await run(
      states,
      { key: "k", most: 2 },
      { Work: echo },
      {
        readItems: async (task) => {
          asked.push(task);
          return [1, 2];
        },
      },
    );
    expect(output).toEqual([1, 2]);
    expect(asked).toMatchObject([
      { arguments: { Bucket: "b", Key: "k" }, itemReader: { inputType: "JSON", maxItems: 2 } },
    ]);
    expect(history.find(({ type }) => type === "MapStateStarted")).toMatchObject({
      mapStateStartedEventDetails: { length: 0 },
    });
  });

  it("that fails, fails the map run", async () => {
    const outcome = await run(distributed({ ItemReader: reader() }), { key: "k" }, {}, reading("{}"));
    expect(outcome).toMatchObject({ status: "FAILED", error: "States.ItemReaderFailed" });
    expect(types(outcome.history).slice(4)).toEqual(["MapRunFailed<4", "MapStateFailed<5", "ExecutionFailed<6"]);
  });
});

describe("an item batcher", () => {
  const batches = async (ItemBatcher: Json, items: Json): Promise<Json | undefined> =>
    (await run(distributed({ Items: items, ItemBatcher }), { of: "me" }, { Work: echo })).output;

  it("gives each child some items, and what BatchInput says", async () => {
    const batcher = { MaxItemsPerBatch: 2, BatchInput: { of: "{% $states.input.of %}" } };
    expect(await batches(batcher, [1, [2], 3])).toEqual([
      { BatchInput: { of: "me" }, Items: [1, [2]] },
      { BatchInput: { of: "me" }, Items: [3] },
    ]);
    expect(await batches(batcher, [])).toEqual([]);
  });

  it("keeps a batch below a number of bytes, but gives a large item a batch of its own", async () => {
    const sized = await batches({ MaxInputBytesPerBatch: 30 }, ["aaaa", "bbbb", "ü".repeat(40), "c"]);
    expect(sized).toEqual([{ Items: ["aaaa", "bbbb"] }, { Items: ["ü".repeat(40)] }, { Items: ["c"] }]);
  });
});

describe("a result writer", () => {
  const ResultWriter = { Resource: "arn:aws:states:::s3:putObject", Arguments: { Bucket: "lake", Prefix: "out" } };
  const writing = (written: unknown[]): Partial<RunExecutionOptions> => ({
    writeResults: async ({ resultWriter }, children) => {
      const { mapRunArn, format } = resultWriter!;
      const place = { bucket: "lake", prefix: "out", mapRunArn, format };
      const { files, output } = resultFiles(children, place);
      written.push(...files.map(({ key }) => key.replace(/[0-9a-f-]{36}/, "ID")));
      return output;
    },
  });

  it("makes the place of the results the state's result", async () => {
    const written: unknown[] = [];
    const { output } = await run(distributed({ Items: [1], ResultWriter }), {}, { Work: echo }, writing(written));
    expect(output).toMatchObject({ ResultWriterDetails: { Bucket: "lake" } });
    expect(written).toEqual(["out/ID/SUCCEEDED_0.json", "out/ID/manifest.json"]);
  });

  it("writes too what a map run that failed has", async () => {
    const written: unknown[] = [];
    const Work = () => {
      throw new TaskFailure("E", "");
    };
    const states = distributed({ Items: [1, 2], MaxConcurrency: 1, ResultWriter });
    expect((await run(states, {}, { Work }, writing(written))).error).toBe("States.ExceedToleratedFailureThreshold");
    expect(written).toEqual(["out/ID/FAILED_0.json", "out/ID/PENDING_0.json", "out/ID/manifest.json"]);
  });

  it("that fails, fails the map run", async () => {
    const failing = { writeResults: () => Promise.reject(new TaskFailure("S3.NoSuchBucket", "no bucket")) };
    const outcome = await run(distributed({ Items: [], ResultWriter }), {}, {}, failing);
    expect(outcome).toMatchObject({ error: "States.ResultWriterFailed", cause: "no bucket" });
  });
});
