/** Real time as the runner needs it; `src/local`'s Clock is one. */
export interface RunnerClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Runs `callback` once at or after `dueAt`; returns the cancel function. */
  readonly at: (dueAt: number, callback: () => void) => () => void;
}

/** The time that an execution shares with its child executions. */
export interface RunnerTime {
  now(): number;
  at(dueAt: number, callback: () => void): () => void;
  /** A timer of a task, which does not work meanwhile; for ever, if it is due at infinity. */
  sleep(dueAt: number, callback: () => void): () => void;
  /** Goes on to the next timer, where time is in our hands; false where it passes by itself. */
  jump(): boolean;
  /** Cancels what is still to come. */
  close(): void;
}

interface VirtualTimer {
  readonly dueAt: number;
  readonly fire: () => void;
}

/** Time that stands still unless it is told to jump. A class, as the other is, because each execution has one of its own. */
export class VirtualTime implements RunnerTime {
  #now: number;
  #timers: Set<VirtualTimer> | undefined;

  constructor(startAt: number) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  at(dueAt: number, fire: () => void): () => void {
    const timer = { dueAt, fire };
    this.#timers ??= new Set();
    this.#timers.add(timer);
    return () => void this.#timers?.delete(timer);
  }

  sleep(dueAt: number, callback: () => void): () => void {
    return this.at(dueAt, callback);
  }

  jump(): boolean {
    let next: VirtualTimer | undefined;
    for (const timer of this.#timers ?? []) if (next === undefined || timer.dueAt < next.dueAt) next = timer;
    if (next === undefined || next.dueAt === Number.POSITIVE_INFINITY) {
      throw new Error("the execution waits for something that never comes");
    }
    this.#timers?.delete(next);
    this.#now = Math.max(this.#now, next.dueAt);
    next.fire();
    return true;
  }

  close(): void {
    this.#timers = undefined;
  }
}

/** Time as a clock tells it. */
export class ClockTime implements RunnerTime {
  readonly #clock: RunnerClock;
  readonly #armed = new Set<() => void>();

  constructor(clock: RunnerClock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  at(dueAt: number, callback: () => void): () => void {
    const stop = this.#clock.at(dueAt, () => {
      this.#armed.delete(stop);
      callback();
    });
    this.#armed.add(stop);
    return () => {
      if (this.#armed.delete(stop)) stop();
    };
  }

  sleep(dueAt: number, callback: () => void): () => void {
    return dueAt === Number.POSITIVE_INFINITY ? () => undefined : this.at(dueAt, callback);
  }

  jump(): boolean {
    return false;
  }

  close(): void {
    for (const stop of this.#armed) stop();
    this.#armed.clear();
  }
}
