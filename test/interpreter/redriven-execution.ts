import type { HistoryEvent, Json } from "#asl";
import { transition } from "#interpreter";
import type { Effect, ExecutionEvent, ExecutionResult, Machine, ScheduleTask, Snapshot } from "#interpreter";

const identity = {
  executionArn: "arn:aws:states:us-east-1:000000000000:execution:m:e",
  executionName: "e",
  stateMachineArn: "arn:aws:states:us-east-1:000000000000:stateMachine:m",
  stateMachineName: "m",
  roleArn: "arn:aws:iam::000000000000:role/m",
};

/** What a task gives; text that begins with "!" is the name of its error, undefined leaves it under way. */
type Answer = (task: ScheduleTask) => Json | undefined;

/** An execution in virtual time whose snapshot is stored as JSON and frozen after each step, as if the process ended there. */
export class RedrivenExecution {
  readonly history: HistoryEvent[] = [];
  /** Of tasks in the order in which they were scheduled: their states and arguments. */
  readonly tasks: string[] = [];
  effects: Effect[] = [];
  result: ExecutionResult | undefined;
  snapshot: Snapshot | undefined;
  at = 0;
  answer: Answer;
  readonly #machine: Machine;
  readonly #cancelled = new Set<string>();
  readonly #timers = new Map<string, number>();

  constructor(machine: Machine, answer: Answer = () => null) {
    this.#machine = machine;
    this.answer = answer;
  }

  /** Starts it and goes on until nothing happens by itself. */
  async start(input: Json = {}): Promise<this> {
    await this.#take({ type: "ExecutionStarted", at: this.at, input, identity });
    return await this.#settle();
  }

  async redrive(answer: Answer = this.answer): Promise<this> {
    this.answer = answer;
    this.tasks.length = 0;
    this.result = undefined;
    await this.#take({ type: "ExecutionRedriven", at: this.at });
    return await this.#settle();
  }

  async stop(): Promise<this> {
    await this.#take({ type: "ExecutionStopped", at: this.at });
    return this;
  }

  /** Tells it of something that happened outside. */
  async tell(event: ExecutionEvent): Promise<this> {
    await this.#take(event);
    return await this.#settle();
  }

  /** What was written since the execution was redriven last, with what each event follows: `Type 9←8`. */
  sinceRedrive(): readonly string[] {
    const from = this.history.findLastIndex(({ type }) => type === "ExecutionRedriven");
    return this.history.slice(from).map(({ type, id, previousEventId }) => `${type} ${id}←${previousEventId}`);
  }

  async #settle(): Promise<this> {
    for (;;) {
      const [due] = [...this.#timers].toSorted(([, one], [, other]) => one - other);
      if (due === undefined || this.result !== undefined) return this;
      const [timerId, at] = due;
      this.#timers.delete(timerId);
      this.at = Math.max(this.at, at);
      await this.#take({ type: "TimerFired", at: this.at, timerId });
    }
  }

  async #take(event: ExecutionEvent): Promise<void> {
    const step = await transition(this.#machine, this.snapshot, event);
    this.snapshot = deepFreeze(JSON.parse(JSON.stringify(step.snapshot)) as Snapshot);
    this.history.push(...step.history);
    this.effects = [...step.effects];
    for (const effect of step.effects) this.#note(effect);
    for (const effect of step.effects) if (effect.kind === "scheduleTask") await this.#perform(effect);
  }

  #note(effect: Effect): void {
    if (effect.kind === "startTimer") this.#timers.set(effect.timerId, effect.dueAt);
    else if (effect.kind === "cancelTimer") this.#timers.delete(effect.timerId);
    else if (effect.kind === "cancelTask") this.#cancelled.add(effect.taskId);
    else if (effect.kind === "finish") this.result = effect;
  }

  async #perform(task: ScheduleTask): Promise<void> {
    if (this.#cancelled.has(task.taskId)) return;
    this.tasks.push(`${task.stateName} ${JSON.stringify(task.arguments)}`);
    const { taskId } = task;
    const output = this.answer(task);
    if (output === undefined) return;
    const failed = typeof output === "string" && output.startsWith("!");
    const { at } = this;
    await this.#take(
      failed
        ? { type: "TaskFailed", at, taskId, error: output.slice(1), cause: "" }
        : { type: "TaskSucceeded", at, taskId, output },
    );
  }
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
