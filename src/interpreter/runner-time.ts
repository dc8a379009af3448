/** Real time as the runner needs it; `src/local`'s Clock is one. */
export interface RunnerClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Runs `callback` once at or after `dueAt`; returns the cancel function. */
  readonly at: (dueAt: number, callback: () => void) => () => void;
}

/** Who is told once that a moment has come. A class, since there may be very many, most of which never fire. */
export abstract class Timer {
  readonly dueAt: number;
  /** Beside which it stands in the time that it was given to. */
  before: Timer | undefined;
  after: Timer | undefined;

  constructor(dueAt: number) {
    this.dueAt = dueAt;
    this.before = undefined;
    this.after = undefined;
  }

  abstract fire(): void;
}

/** The time that an execution shares with its child executions. */
export interface RunnerTime {
  now(): number;
  start(timer: Timer): void;
  /** Harmless where the timer has fired. */
  cancel(timer: Timer): void;
  /** Goes on to the next timer, where time is in our hands; false where it passes by itself. */
  jump(): boolean;
  /** Cancels what is still to come. */
  close(): void;
}

/** Time that stands still unless it is told to jump. A class, as the other is, because each execution has one of its own. */
export class VirtualTime implements RunnerTime {
  #now: number;
  // A chain in the order in which they are due: mostly, what is started later is due later.
  #first: Timer | undefined;
  #last: Timer | undefined;

  constructor(startAt: number) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  start(timer: Timer): void {
    let before = this.#last;
    while (before !== undefined && before.dueAt > timer.dueAt) ({ before } = before);
    const after = before === undefined ? this.#first : before.after;
    timer.before = before;
    timer.after = after;
    if (before === undefined) this.#first = timer;
    else before.after = timer;
    if (after === undefined) this.#last = timer;
    else after.before = timer;
  }

  cancel(timer: Timer): void {
    const { before, after } = timer;
    // One that has fired stands nowhere any more.
    if (before === undefined && timer !== this.#first) return;
    if (before === undefined) this.#first = after;
    else before.after = after;
    if (after === undefined) this.#last = before;
    else after.before = before;
    timer.before = undefined;
    timer.after = undefined;
  }

  jump(): boolean {
    const next = this.#first;
    if (next === undefined) throw new Error("the execution waits for something that never comes");
    this.cancel(next);
    this.#now = Math.max(this.#now, next.dueAt);
    next.fire();
    return true;
  }

  close(): void {
    this.#first = undefined;
    this.#last = undefined;
  }
}

/** Time as a clock tells it. */
export class ClockTime implements RunnerTime {
  readonly #clock: RunnerClock;
  readonly #armed = new Map<Timer, () => void>();

  constructor(clock: RunnerClock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  start(timer: Timer): void {
    const stop = this.#clock.at(timer.dueAt, () => {
      this.#armed.delete(timer);
      timer.fire();
    });
    this.#armed.set(timer, stop);
  }

  cancel(timer: Timer): void {
    this.#armed.get(timer)?.();
    this.#armed.delete(timer);
  }

  jump(): boolean {
    return false;
  }

  close(): void {
    for (const stop of this.#armed.values()) stop();
    this.#armed.clear();
  }
}
