import { availableParallelism } from "node:os";
import { createOpenWork } from "../open-work.ts";
import type { FunctionSpec, InvocationRequest, InvocationResult, RunnerHost } from "./function-spec.ts";
import { startEnvironment } from "./start-environment.ts";
import type { Environment } from "./start-environment.ts";
import { stoppingError } from "../stopping.ts";

export interface FunctionRunner {
  /** Runs one invocation in an idle environment, or in a new one. Never rejects for what the function does. */
  readonly invoke: (spec: FunctionSpec, request: InvocationRequest) => Promise<InvocationResult>;
  /** Ends the idle environments of all revisions but the given one; busy ones end after their invocation. */
  readonly retire: (functionName: string, version: string, revision: string | undefined) => Promise<void>;
  /** Ends every environment, also busy ones; resolves once every invocation has its end. */
  readonly close: () => Promise<void>;
}

interface Pool {
  /** The revision that may be kept warm; undefined once the function is deleted. */
  revision: string | undefined;
  readonly idle: { readonly environment: Environment; readonly cancelExpiry: () => void }[];
}

// Lambda keeps an idle environment for some minutes, too.
const idleMs = 5 * 60_000;
// Every environment is gone by then, and an invocation only writes its last log lines.
const longestEndMs = 2_000;

export interface RunnerLimits {
  /** Environments of all functions together; further invocations wait. */
  readonly environments: number;
  /** Environments that load their bundle at the same time. While they do, one that becomes free is often sooner. */
  readonly loading: number;
}

const defaultLimits: RunnerLimits = {
  environments: Math.max(32, availableParallelism() * 8),
  loading: availableParallelism(),
};

interface Waiter {
  readonly pool: Pool;
  readonly resume: () => void;
}

/** Runs deployed bundles: warm environments are used again, more are started as invocations overlap. */
export function createFunctionRunner(host: RunnerHost, limits: RunnerLimits = defaultLimits): FunctionRunner {
  const pools = new Map<string, Pool>();
  const all = new Set<Environment>();
  const waiting: Waiter[] = [];
  const invocations = createOpenWork();
  let count = 0;
  let loading = 0;
  let isClosed = false;

  async function acquire(spec: FunctionSpec): Promise<Environment> {
    const pool = poolOf(spec);
    for (;;) {
      const warm = pool.idle.pop();
      if (warm !== undefined) {
        warm.cancelExpiry();
        if (isFresh(warm.environment, pool)) return warm.environment;
        await end(warm.environment);
      } else if (loading < limits.loading && (count < limits.environments || (await endSomeIdle()))) {
        return start(spec);
      } else {
        await new Promise<void>((resume) => waiting.push({ pool, resume }));
        if (isClosed) throw stoppingError();
      }
    }
  }

  async function start(spec: FunctionSpec): Promise<Environment> {
    count++;
    loading++;
    let environment: Environment;
    try {
      environment = await startEnvironment(spec, host);
    } catch (error) {
      count--;
      loading--;
      wake();
      throw error;
    }
    all.add(environment);
    void noteLoaded(environment);
    if (!isClosed) return environment;
    await end(environment);
    throw stoppingError();
  }

  async function noteLoaded(environment: Environment): Promise<void> {
    await environment.loaded;
    loading--;
    wake();
  }

  async function end(environment: Environment): Promise<void> {
    if (all.delete(environment)) {
      count--;
      await environment.stop();
    }
    wake();
  }

  /** Lets somebody who waits look again: of the given function if there is one, since a warm environment is free. */
  function wake(pool?: Pool): void {
    const same = waiting.findIndex((waiter) => waiter.pool === pool);
    const [next] = waiting.splice(Math.max(0, same), 1);
    next?.resume();
  }

  /** Makes room by ending an idle environment of another function. */
  async function endSomeIdle(): Promise<boolean> {
    for (const pool of pools.values()) {
      const idle = pool.idle.shift();
      if (idle === undefined) continue;
      idle.cancelExpiry();
      await end(idle.environment);
      return true;
    }
    return false;
  }

  async function release(spec: FunctionSpec, environment: Environment): Promise<void> {
    const pool = poolOf(spec);
    if (isClosed || !environment.isUsable() || !isFresh(environment, pool)) return end(environment);
    const cancelExpiry = host.at(host.now() + idleMs, () => {
      const index = pool.idle.findIndex((idle) => idle.environment === environment);
      if (index >= 0) pool.idle.splice(index, 1);
      void end(environment);
    });
    pool.idle.push({ environment, cancelExpiry });
    wake(pool);
  }

  function isFresh(environment: Environment, pool: Pool): boolean {
    return environment.isUsable() && environment.revision === pool.revision && environment.expiresAt > host.now();
  }

  function poolOf(spec: FunctionSpec): Pool {
    const key = `${spec.functionName}:${spec.version}`;
    let pool = pools.get(key);
    if (pool === undefined) {
      pool = { revision: spec.revision, idle: [] };
      pools.set(key, pool);
    }
    return pool;
  }

  async function invoke(spec: FunctionSpec, request: InvocationRequest): Promise<InvocationResult> {
    if (isClosed) throw stoppingError();
    poolOf(spec).revision = spec.revision;
    const environment = await acquire(spec);
    try {
      return await environment.invoke(request);
    } finally {
      await release(spec, environment);
    }
  }

  return {
    invoke(spec, request) {
      const invocation = invoke(spec, request);
      invocations.add(invocation);
      return invocation;
    },
    async retire(functionName, version, revision) {
      const pool = pools.get(`${functionName}:${version}`);
      if (pool === undefined) return;
      pool.revision = revision;
      const idle = pool.idle.splice(0);
      for (const { cancelExpiry } of idle) cancelExpiry();
      await Promise.all(idle.map(({ environment }) => end(environment)));
    },
    async close() {
      isClosed = true;
      for (const pool of pools.values()) for (const { cancelExpiry } of pool.idle) cancelExpiry();
      await Promise.all([...all].map((environment) => end(environment)));
      for (const { resume } of waiting.splice(0)) resume();
      await invocations.settled(longestEndMs);
    },
  };
}
