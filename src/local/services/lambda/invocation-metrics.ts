import type { InvocationResult } from "../../function-runner/index.ts";
import type { Cloud } from "../../service.ts";
import { inUnsyncedTransaction } from "../../stores/unsynced-transaction.ts";
import { createMonitoringTables, recordMetric } from "../monitoring/index.ts";

/** What CloudWatch is told of invocations, in `AWS/Lambda`. */
export interface InvocationMetrics {
  readonly ran: (functionName: string, qualifier: string | undefined, result: InvocationResult) => void;
  readonly throttled: (functionName: string, qualifier: string | undefined) => void;
  /** Writes what has gathered. */
  readonly flush: () => void;
}

/** A write of its own for each invocation would cost as much as the invocation; a kill loses what gathered in this time. */
const gatherMs = 250;

export function createInvocationMetrics(cloud: Cloud): InvocationMetrics {
  createMonitoringTables(cloud.db);
  const gathered = new Map<string, number[]>();
  let cancel: (() => void) | undefined;

  const flush = (): void => {
    cancel?.();
    cancel = undefined;
    const entries = [...gathered];
    gathered.clear();
    if (entries.length === 0) return;
    try {
      inUnsyncedTransaction(cloud.db, () => {
        for (const [key, values] of entries) {
          const [metric, dimensions] = JSON.parse(key) as [string, Readonly<Record<string, string>>];
          recordMetric(cloud, "AWS/Lambda", metric, dimensions, ...values);
        }
      });
    } catch (error) {
      // Nothing that runs depends on it.
      cloud.log(`lambda: metrics of invocations could not be written: ${String(error)}`);
    }
  };
  const add = (functionName: string, qualifier: string | undefined, values: Readonly<Record<string, number>>): void => {
    const places: Readonly<Record<string, string>>[] = [{ FunctionName: functionName }];
    if (qualifier !== undefined) places.push({ FunctionName: functionName, Resource: `${functionName}:${qualifier}` });
    for (const place of places) {
      for (const [metric, value] of Object.entries(values)) {
        const key = JSON.stringify([metric, place]);
        const known = gathered.get(key);
        if (known === undefined) gathered.set(key, [value]);
        else known.push(value);
      }
    }
    cancel ??= cloud.clock.at(cloud.clock.now() + gatherMs, flush);
  };
  return {
    flush,
    ran(functionName, qualifier, { isError, durationMs }) {
      const Errors = isError ? 1 : 0;
      add(functionName, qualifier, {
        Invocations: 1,
        Errors,
        Throttles: 0,
        // As precisely as the REPORT line says it.
        Duration: Number(durationMs.toFixed(2)),
      });
    },
    throttled: (functionName, qualifier) => add(functionName, qualifier, { Throttles: 1 }),
  };
}
