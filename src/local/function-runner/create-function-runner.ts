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
  /** Environments in threads, of all functions together; further invocations wait. */
  readonly threads: number;
  /** Those in processes of their own: functions with native modules, whose memory and cores nobody else can bound. */
  readonly processes: number;
  /** Environments that load their bundle at the same time. While they do, one that becomes free is often sooner. */
  readonly loading: number;
}

/** The limits for a number of functions at a time, or what suits this machine. */
export function runnerLimits(functions: number | undefined): RunnerLimits {
  const cores = availableParallelism();
  return { threads: functions ?? Math.max(8, cores * 4), processes: functions ?? cores, loading: cores };
}

// A function that invokes another waits for it while it holds its own place: the other needs none, or all might wait for ever.
// Only a recursion without end meets this bound.
const nestedFactor = 8;

type Kind = "threads" | "processes";

const kindOf = ({ modulePaths }: FunctionSpec): Kind => (modulePaths.length > 0 ? "processes" : "threads");

/** Runs deployed bundles: warm environments are used again, more are started as invocations overlap. */
export function createFunctionRunner(host: RunnerHost, limits: RunnerLimits = runnerLimits(undefined)): FunctionRunner {
  const pools = new Map<string, Pool>();
  const all = new Map<Environment, Kind>();
  const waiting: (() => void)[] = [];
  const invocations = createOpenWork();
  const counts: Record<Kind, number> = { threads: 0, processes: 0 };
  let loading = 0;
  let isClosed = false;

  async function acquire(spec: FunctionSpec, isNested: boolean): Promise<Environment> {
    const pool = poolOf(spec);
    const kind = kindOf(spec);
    const limit = limits[kind] * (isNested ? nestedFactor : 1);
    for (;;) {
      const warm = pool.idle.pop();
      if (warm !== undefined) {
        warm.cancelExpiry();
        if (isFresh(warm.environment, pool)) return warm.environment;
        await end(warm.environment);
      } else if (loading < limits.loading && (counts[kind] < limit || (await endSomeIdle(kind)))) {
        return start(spec);
      } else {
        await new Promise<void>((resume) => waiting.push(resume));
        if (isClosed) throw stoppingError();
      }
    }
  }

  async function start(spec: FunctionSpec): Promise<Environment> {
    const kind = kindOf(spec);
    counts[kind]++;
    loading++;
    let environment: Environment;
    try {
      environment = await startEnvironment(spec, host);
    } catch (error) {
      counts[kind]--;
      loading--;
      wake();
      throw error;
    }
    all.set(environment, kind);
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
    const kind = all.get(environment);
    if (kind !== undefined) {
      all.delete(environment);
      counts[kind]--;
      await environment.stop();
    }
    wake();
  }

  /** Lets all who wait look again, in their order: what became free may suit any of them, and none may be passed over. */
  function wake(): void {
    for (const resume of waiting.splice(0)) resume();
  }

  /** Makes room by ending an idle environment of another function. */
  async function endSomeIdle(kind: Kind): Promise<boolean> {
    for (const pool of pools.values()) {
      const place = pool.idle.findIndex(({ environment }) => all.get(environment) === kind);
      const [idle] = place < 0 ? [] : pool.idle.splice(place, 1);
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
    wake();
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
    const environment = await acquire(spec, request.isNested === true);
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
      await Promise.all([...all.keys()].map((environment) => end(environment)));
      wake();
      await invocations.settled(longestEndMs);
    },
  };
}
