import type { Cloud } from "../service.ts";

// What a service accepts now and does later stands in its tables, so that it survives the process. Here it is taken from there when it is due.

/** How a service keeps its work, and how it does one piece of it. */
export interface DueWorkSource<Piece> {
  /** For the log. */
  readonly name: string;
  /** How many pieces may be under way. */
  readonly mostAtOnce: number;
  /** Makes pieces of what has come by `now`; answers whether there may be more to make. */
  readonly prepare?: (now: number) => boolean;
  /** At most so many of the pieces that are due at `now`, the first due first. Those under way are among them. */
  readonly takeDue: (now: number, limit: number) => readonly Piece[];
  /** When something is due next that is not due at `now`. */
  readonly nextDueAt: (now: number) => number | undefined;
  readonly idOf: (piece: Piece) => number | string;
  /** For the log. */
  readonly titleOf: (piece: Piece) => string;
  /** Does a piece and notes in the tables what became of it; throws if that could not be noted. */
  readonly perform: (piece: Piece) => Promise<void>;
}

export interface DueWork {
  /** Looks for work soon; calling it often costs nothing. */
  readonly wake: () => void;
  readonly isClosed: () => boolean;
  /** Starts nothing more; what is under way stays in the tables. */
  readonly close: () => void;
}

export interface OfferedWork<Piece> extends DueWork {
  /** Does a piece that has just been committed and is due, without looking for it; what finds no room is found later. */
  readonly offer: (piece: Piece) => void;
}

const pauseMs = 1000;

/** Does what is due, sleeps until more is, and looks again whenever it is woken. */
export function createDueWork<Piece>({ clock, log }: Cloud, source: DueWorkSource<Piece>): OfferedWork<Piece> {
  const running = new Set<number | string>();
  let cancelTimer = (): void => {};
  let isAwake = false;
  let isClosed = false;

  function wake(): void {
    if (isAwake || isClosed) return;
    isAwake = true;
    setImmediate(look);
  }

  function look(): void {
    isAwake = false;
    if (isClosed) return;
    // One moment for all: what falls due between two looks would be seen by neither.
    const now = clock.now();
    try {
      if (source.prepare?.(now) === true) wake();
      startDue(now);
      const next = source.nextDueAt(now);
      if (next !== undefined) sleepUntil(next);
    } catch (error) {
      // A full disk, say. What is due stays due, and is tried again.
      log(`${source.name}: ${String(error)}`);
      sleepUntil(clock.now() + pauseMs);
    }
  }

  function startDue(now: number): void {
    for (const piece of source.takeDue(now, source.mostAtOnce)) offer(piece);
  }

  function offer(piece: Piece): void {
    const hasRoom = !isClosed && running.size < source.mostAtOnce;
    if (hasRoom && !running.has(source.idOf(piece))) void perform(piece);
  }

  function sleepUntil(at: number): void {
    cancelTimer();
    cancelTimer = clock.at(at, wake);
  }

  async function perform(piece: Piece): Promise<void> {
    const id = source.idOf(piece);
    running.add(id);
    const release = (): void => {
      running.delete(id);
      wake();
    };
    try {
      await source.perform(piece);
      release();
    } catch (error) {
      // Closing made it fail: it is done after the next start.
      if (isClosed) return;
      // What became of it could not be noted: it is tried again, but not in a tight circle.
      log(`${source.name}: ${source.titleOf(piece)}: ${String(error)}`);
      clock.at(clock.now() + pauseMs, release);
    }
  }

  return {
    offer,
    wake,
    isClosed: () => isClosed,
    close() {
      isClosed = true;
      cancelTimer();
    },
  };
}
