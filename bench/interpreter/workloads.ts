import type { Json } from "#asl";
import type { Machine, Workload } from "./workload.ts";

// The four workloads of the comparison. What a state does is small, so that it is the engine that is measured.

interface Counter {
  readonly count: number;
}

async function addOne({ count }: Counter): Promise<Counter> {
  return { count: count + 1 };
}

const addOneIn = {
  JSONPath: { Parameters: { "count.$": "States.MathAdd($.count, 1)" } },
  JSONata: { Output: { count: "{% $states.input.count + 1 %}" } },
};

function machine(QueryLanguage: "JSONPath" | "JSONata", States: Readonly<Record<string, Json>>): Machine {
  return { QueryLanguage, StartAt: Object.keys(States)[0]!, States };
}

/** A thousand Pass states in a row. */
function passes(length: number): Workload {
  const chain = (language: keyof typeof addOneIn): Machine =>
    machine(
      language,
      Object.fromEntries(
        Array.from({ length }, (_, index) => {
          const next = index === length - 1 ? { End: true } : { Next: `Step${index + 1}` };
          return [`Step${index}`, { Type: "Pass", ...addOneIn[language], ...next }];
        }),
      ),
    );
  return {
    name: "1,000 Pass",
    count: length,
    unit: "transitions",
    executions: 1,
    input: { count: 0 },
    output: { count: length },
    jsonPath: chain("JSONPath"),
    jsonata: chain("JSONata"),
    async plain(input) {
      let state = input as unknown as Counter;
      for (let step = 0; step < length; step++) state = await addOne(state);
      return { ...state };
    },
  };
}

/** A Choice that goes back to a Pass as long as there is something left. */
function choiceLoop(rounds: number): Workload {
  const states = (language: keyof typeof addOneIn, rule: Readonly<Record<string, Json>>): Machine =>
    machine(language, {
      Check: { Type: "Choice", Choices: [{ ...rule, Next: "Add" }], Default: "Done" },
      Add: { Type: "Pass", ...addOneIn[language], Next: "Check" },
      Done: { Type: "Succeed" },
    });
  const isLeft = async ({ count }: Counter): Promise<boolean> => count < rounds;
  return {
    name: "Choice loop × 10,000",
    count: 2 * rounds + 2,
    unit: "transitions",
    executions: 1,
    input: { count: 0 },
    output: { count: rounds },
    jsonPath: states("JSONPath", { Variable: "$.count", NumericLessThan: rounds }),
    jsonata: states("JSONata", { Condition: `{% $states.input.count < ${rounds} %}` }),
    async plain(input) {
      let state = input as unknown as Counter;
      while (await isLeft(state)) state = await addOne(state);
      return { ...state };
    },
  };
}

interface Item {
  readonly id: number;
}

/** A Map whose iterations are three Pass states. */
export function mapItems(length: number): Workload {
  const items = Array.from({ length }, (_, id) => ({ id }));
  const iteration = (first: Json, second: Json, third: Json) => ({
    StartAt: "First",
    States: {
      First: { Type: "Pass", ...(first as object), Next: "Second" },
      Second: { Type: "Pass", ...(second as object), Next: "Third" },
      Third: { Type: "Pass", ...(third as object), End: true },
    },
  });
  const first = async ({ id }: Item) => ({ value: id + 1 });
  const second = async ({ value }: { readonly value: number }) => ({ value, double: value + value });
  const third = async ({ value, double }: { readonly value: number; readonly double: number }) => ({
    total: value + double,
  });
  return {
    name: `Map ${length.toLocaleString("en")} × 3`,
    count: length,
    unit: "items",
    executions: 1,
    input: { items },
    output: items.map(({ id }) => ({ total: 3 * (id + 1) })),
    jsonPath: machine("JSONPath", {
      Each: {
        Type: "Map",
        ItemsPath: "$.items",
        ItemProcessor: iteration(
          { Parameters: { "value.$": "States.MathAdd($.id, 1)" } },
          { Parameters: { "value.$": "$.value", "double.$": "States.MathAdd($.value, $.value)" } },
          { Parameters: { "total.$": "States.MathAdd($.value, $.double)" } },
        ),
        End: true,
      },
    }),
    jsonata: machine("JSONata", {
      Each: {
        Type: "Map",
        Items: "{% $states.input.items %}",
        ItemProcessor: iteration(
          { Output: { value: "{% $states.input.id + 1 %}" } },
          {
            Output: { value: "{% $states.input.value %}", double: "{% $states.input.value + $states.input.value %}" },
          },
          { Output: { total: "{% $states.input.value + $states.input.double %}" } },
        ),
        End: true,
      },
    }),
    async plain(input) {
      const { items: given } = input as unknown as { readonly items: readonly Item[] };
      return await Promise.all(given.map(async (item) => third(await second(await first(item)))));
    },
  };
}

interface Order {
  readonly id: string;
  readonly amount: number;
}

const tasks = {
  Charge: async (order: Json) => ({ charge: `c-${(order as unknown as Order).id}` }),
  Ship: async (order: Json) => ({ parcel: `p-${(order as unknown as Order).id}` }),
};

const task = (name: string): Readonly<Record<string, Json>> => ({
  Type: "Task",
  Resource: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
});

/** A thousand executions of six states, two of which are tasks, all under way at once. */
function manyExecutions(executions: number): Workload {
  return {
    name: "1,000 executions × 6 states",
    count: executions,
    unit: "executions",
    executions,
    input: { id: "o1", amount: 120 },
    output: { id: "o1", status: "shipped", charge: "c-o1", parcel: "p-o1" },
    tasks,
    jsonPath: machine("JSONPath", {
      Prepare: { Type: "Pass", Result: "open", ResultPath: "$.status", Next: "Charge" },
      Charge: { ...task("charge"), ResultPath: "$.charged", Next: "IsLarge" },
      IsLarge: {
        Type: "Choice",
        Choices: [{ Variable: "$.amount", NumericGreaterThan: 100, Next: "Ship" }],
        Default: "Done",
      },
      Ship: { ...task("ship"), ResultPath: "$.shipped", Next: "Summarize" },
      Summarize: {
        Type: "Pass",
        Parameters: {
          "id.$": "$.id",
          status: "shipped",
          "charge.$": "$.charged.charge",
          "parcel.$": "$.shipped.parcel",
        },
        Next: "Done",
      },
      Done: { Type: "Succeed" },
    }),
    jsonata: machine("JSONata", {
      Prepare: { Type: "Pass", Output: "{% $merge([$states.input, { 'status': 'open' }]) %}", Next: "Charge" },
      Charge: {
        ...task("charge"),
        Output: "{% $merge([$states.input, { 'charged': $states.result }]) %}",
        Next: "IsLarge",
      },
      IsLarge: {
        Type: "Choice",
        Choices: [{ Condition: "{% $states.input.amount > 100 %}", Next: "Ship" }],
        Default: "Done",
      },
      Ship: {
        ...task("ship"),
        Output: "{% $merge([$states.input, { 'shipped': $states.result }]) %}",
        Next: "Summarize",
      },
      Summarize: {
        Type: "Pass",
        Output: {
          id: "{% $states.input.id %}",
          status: "shipped",
          charge: "{% $states.input.charged.charge %}",
          parcel: "{% $states.input.shipped.parcel %}",
        },
        Next: "Done",
      },
      Done: { Type: "Succeed" },
    }),
    plain: sixSteps,
  };
}

const prepare = async (order: Order) => ({ ...order, status: "open" });
const isLarge = async ({ amount }: Order) => amount > 100;
const done = async (outcome: Json) => outcome;

async function sixSteps(input: Json): Promise<Json> {
  const order = await prepare(input as unknown as Order);
  const { charge } = await tasks.Charge({ ...order });
  if (!(await isLarge(order))) return done({ ...order });
  const { parcel } = await tasks.Ship({ ...order });
  const summary = await (async () => ({ id: order.id, status: "shipped", charge, parcel }))();
  return done(summary);
}

export const workloads: readonly Workload[] = [
  passes(1000),
  choiceLoop(10_000),
  mapItems(10_000),
  manyExecutions(1000),
];
