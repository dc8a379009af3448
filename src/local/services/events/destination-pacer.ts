/** Says when which API destination may be called. */
export interface DestinationPacer {
  /** Begins a call, if there may be one now: no more in any second than the rate, and few at a time. */
  readonly enter: (arn: string, ratePerSecond: number, now: number) => boolean;
  readonly leave: (arn: string) => void;
  /** Those that may not be called at a moment. */
  readonly closedAt: (now: number) => readonly string[];
  /** When the first of those that wait for their rate may be called; undefined if none waits. */
  readonly nextOpenAt: (now: number) => number | undefined;
}

interface Traffic {
  readonly ratePerSecond: number;
  /** When the calls of the last second began. */
  readonly begun: readonly number[];
  readonly running: number;
}

const second = 1000;

/** @param mostAtOnce how many calls of one destination may be under way, so that a slow one leaves room for others */
export function createDestinationPacer(mostAtOnce: number): DestinationPacer {
  const traffic = new Map<string, Traffic>();

  const openAt = ({ begun, ratePerSecond }: Traffic): number => (begun.at(-ratePerSecond) ?? -Infinity) + second;
  const isClosed = (one: Traffic, now: number): boolean => one.running >= mostAtOnce || openAt(one) > now;

  /** Forgets calls that are over a second ago; after a clock was set back, also those that are yet to come. */
  function prune(now: number): void {
    for (const [arn, one] of traffic) {
      const begun = one.begun.filter((at) => at > now - second && at <= now);
      if (begun.length === 0 && one.running === 0) traffic.delete(arn);
      else traffic.set(arn, { ...one, begun });
    }
  }

  return {
    enter(arn, ratePerSecond, now) {
      prune(now);
      const { begun, running } = traffic.get(arn) ?? { begun: [], running: 0 };
      const before = { ratePerSecond, begun, running };
      const mayEnter = !isClosed(before, now);
      traffic.set(arn, mayEnter ? { ratePerSecond, begun: [...begun, now], running: running + 1 } : before);
      return mayEnter;
    },
    leave(arn) {
      const one = traffic.get(arn);
      if (one !== undefined) traffic.set(arn, { ...one, running: one.running - 1 });
    },
    closedAt(now) {
      prune(now);
      return [...traffic].flatMap(([arn, one]) => (isClosed(one, now) ? [arn] : []));
    },
    nextOpenAt(now) {
      const waits = [...traffic.values()].map(openAt).filter((at) => at > now);
      return waits.length === 0 ? undefined : Math.min(...waits);
    },
  };
}
