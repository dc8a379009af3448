import type { CallbackStandIn, StandIn } from "../../src/testing/types.ts";
import type { CompiledWorkflow } from "#compiler";
import { allTasks } from "./generate/contracts.ts";
import { oddTexts, randomValue } from "./generate/random-value.ts";
import { chance, pick, type Random, randomOf } from "./generate/random.ts";

/** How tasks answer in one execution. */
export interface Answers {
  readonly seed: string;
  /** How many of a hundred calls fail. */
  readonly failurePercent: number;
}

interface StandIns {
  readonly tasks: Readonly<Record<string, StandIn>>;
  readonly callbacks: Readonly<Record<string, CallbackStandIn>>;
  /** How many calls fail however often they are made. */
  readonly failures: () => number;
  /** How many calls fail at first. */
  readonly retried: () => number;
}

/** Stand-ins whose answers depend on the task and its input alone: calls may come in any order. */
export function standIns(used: CompiledWorkflow, { seed, failurePercent }: Answers): StandIns {
  let failures = 0;
  let retried = 0;
  // The workflow that others call has tasks of its own.
  const own = used.calls.length > 0 ? ["score"] : [];
  const names = new Set([...used.tasks.map(({ contract }) => contract.name), ...own]);
  const tasks = [...names].map((name): readonly [string, StandIn] => {
    const { output, errors } = allTasks.find((task) => task.name === name)!;
    return [
      name,
      (input, { attempt }) => {
        const random = randomOf(`${seed}/${name}/${canonical(input)}`);
        const failure = chance(random, failurePercent) ? randomFailure(random, errors) : undefined;
        if (failure === undefined || attempt >= failure.attempts) return randomValue(output, random);
        if (attempt === 0 && failure.attempts === Infinity) failures += 1;
        else if (attempt === 0) retried += 1;
        throw Object.assign(new Error(failure.message), { name: failure.name });
      },
    ];
  });
  const operations = used.awsCalls.map(({ name }): readonly [string, StandIn] => [
    name,
    (input) => {
      const random = randomOf(`${seed}/${name}/${canonical(input)}`);
      if (!chance(random, failurePercent)) return pick(random, items);
      failures += 1;
      const error = pick(random, ["ConditionalCheckFailedException", "ValidationException"]);
      throw Object.assign(new Error(pick(random, oddTexts)), { name: `DynamoDB.${error}` });
    },
  ]);
  const callbacks = used.callbacks.map((name): readonly [string, CallbackStandIn] => [
    name,
    (input) => {
      const random = randomOf(`${seed}/answer/${name}/${canonical(input)}`);
      if (!chance(random, failurePercent)) return pick(random, answers);
      failures += 1;
      if (chance(random, 30)) return { ok: "no boolean" };
      throw Object.assign(new Error(pick(random, oddTexts)), { name: pick(random, ["Declined", "NotFound"]) });
    },
  ]);
  return {
    tasks: Object.fromEntries([...tasks, ...operations]),
    callbacks: Object.fromEntries(callbacks),
    failures: () => failures,
    retried: () => retried,
  };
}

const items = [{}, { Item: {} }, { Item: { id: { S: "a" } } }, { Item: { id: { S: "" }, n: { N: "5" } } }];
const answers = [
  { ok: true, by: null },
  { ok: false, by: "b" },
  { ok: true, by: "" },
];

interface Failure {
  readonly name: string;
  readonly message: string;
  /** How many attempts fail. */
  readonly attempts: number;
}

const transient = ["Lambda.TooManyRequestsException", "Lambda.ServiceException", "Lambda.SdkClientException"];

function randomFailure(random: Random, declared: readonly string[]): Failure {
  const isTransient = chance(random, 30);
  const name = isTransient
    ? pick(random, transient)
    : pick(random, [...declared, ...declared, "NotFound", "Error", "TypeError", "Boom"]);
  return {
    name,
    message: pick(random, oddTexts),
    attempts: isTransient && chance(random, 80) ? 1 + random.below(3) : Infinity,
  };
}

/** A text that is the same for equal JSON, whatever the order of keys. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === "object" && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
        : inner,
    ) ?? "nothing"
  );
}
