import type { RunnerExecution } from "./runner-execution.ts";
import type { RunnerTime } from "./runner-time.ts";
import type { ExecutionEvent } from "./types.ts";

/** An event and the execution that it is for. */
export interface Mail {
  readonly to: RunnerExecution;
  readonly event: ExecutionEvent;
  next: Mail | undefined;
}

/** Takes mail up, one after the other. */
export interface MailReader {
  /** The next is taken up when this is done. */
  take(mail: Mail): Promise<void> | undefined;
  /** Nothing will ever happen any more, or there is a fault in the interpreter. */
  fail(error: unknown): void;
}

const soon = Promise.resolve();

/** What an execution in memory and its child executions share: time, and what happened and was not taken up yet. */
export class RunnerWorld {
  readonly time: RunnerTime;
  readonly #reader: MailReader;
  // Chained, since hardly ever there is more than one.
  #first: Mail | undefined;
  #last: Mail | undefined;
  #workingTasks = 0;
  #state: "idle" | "busy" | "over" = "idle";

  constructor(time: RunnerTime, reader: MailReader) {
    this.time = time;
    this.#reader = reader;
  }

  /** Keeps an event for `proceed`. */
  post(to: RunnerExecution, event: ExecutionEvent): void {
    const mail: Mail = { to, event, next: undefined };
    if (this.#last === undefined) this.#first = mail;
    else this.#last.next = mail;
    this.#last = mail;
  }

  /** One task more or less works. Time stands still while one does; where it is virtual, it jumps otherwise. */
  working(change: 1 | -1): void {
    this.#workingTasks += change;
  }

  /** Proceeds when whoever runs now has come to its end. */
  proceedSoon(): void {
    if (this.#state === "idle") void soon.then(() => this.proceed());
  }

  /** Takes up what happened and lets time pass, until something outside is to happen. */
  proceed(): void {
    if (this.#state !== "idle") return;
    this.#state = "busy";
    try {
      while (this.#state === "busy") {
        const mail = this.#nextMail();
        if (mail === undefined) {
          this.#state = "idle";
          return;
        }
        const taken = this.#reader.take(mail);
        if (taken !== undefined) return this.#proceedAfter(taken);
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Nothing happens here any more. */
  close(): void {
    this.#state = "over";
    this.#first = undefined;
    this.#last = undefined;
    this.time.close();
  }

  #nextMail(): Mail | undefined {
    // A timer that nobody waits for any more lets nothing happen: then the next one is due.
    let mayPass = this.#workingTasks === 0;
    while (this.#first === undefined && mayPass) mayPass = this.time.jump() && this.#workingTasks === 0;
    const mail = this.#first;
    if (mail !== undefined) this.#first = mail.next;
    if (this.#first === undefined) this.#last = undefined;
    return mail;
  }

  #proceedAfter(taken: Promise<void>): void {
    taken.then(
      () => this.#resume(),
      (error: unknown) => this.#fail(error),
    );
  }

  #resume(): void {
    if (this.#state === "busy") this.#state = "idle";
    this.proceed();
  }

  #fail(error: unknown): void {
    this.#state = "over";
    this.#reader.fail(error);
  }
}
