import { randomUUID } from "node:crypto";
import { callOperation } from "./call-operation.ts";
import type { Calls } from "./call-operation.ts";
import { systemClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { createOpenWork } from "./open-work.ts";
import type { OpenWork } from "./open-work.ts";
import { createAccessLog, createAccessTables } from "./iam/access-log.ts";
import { createPolicyReader } from "./iam/policy-reader.ts";
import { createIamTables } from "./iam/role-store.ts";
import { accessKeyIdOf, createRestRouting } from "./protocol/dispatch.ts";
import { createModelLoader } from "./protocol/service-models.ts";
import type { WireRequest } from "./protocol/wire-request.ts";
import { headerOf } from "./protocol/wire-request.ts";
import { answerForeignOrigin } from "./server/answer-foreign-origin.ts";
import { answerRequest } from "./server/answer-request.ts";
import type { AnswerOptions } from "./server/answer-request.ts";
import { takeCustomResourceAnswer } from "./server/take-custom-resource-answer.ts";
import { listen } from "./server/listen.ts";
import type { Listener, RequestHandler } from "./server/listen.ts";
import type { Cloud, CreateService, Principal, Service, ServiceName } from "./service.ts";
import { allServices } from "./services.ts";
import { authorize } from "./iam/authorize.ts";
import { resolvePrincipal } from "./services/sts/index.ts";
import { createStoppableClock } from "./stoppable-clock.ts";
import { stoppingError } from "./stopping.ts";
import { takeDataFolder } from "./stores/data-folder.ts";
import { openDatabase } from "./stores/open-database.ts";
import type { Durability } from "./stores/open-database.ts";

export interface StartCloudOptions {
  /** Folder of all state, taken for this process. */
  readonly dataFolder: string;
  /** @default 4566; 0 takes any free port */
  readonly port?: number;
  /** @default the machine's own time */
  readonly clock?: Clock;
  /** Empties the data folder first. @default false */
  readonly fresh?: boolean;
  /** @default "full" */
  readonly durability?: Durability;
  /** How many functions run at a time; further invocations wait. @default the number of cores, more for functions without native modules */
  readonly functionsAtOnce?: number;
  /** Gets the server's log lines. @default standard error */
  readonly log?: (line: string) => void;
  /** @default every service there is */
  readonly services?: readonly CreateService[];
  /** Makes the handler of requests under `/_millrace/`. */
  readonly createConsole?: (cloud: Cloud) => RequestHandler;
}

export interface RunningCloud {
  readonly cloud: Cloud;
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly services: ReadonlyMap<ServiceName, Service>;
  /**
   * Stops taking requests, then timers, then the services with what they run, lets current writes end and closes the database.
   * What was under way goes on at the next start. Idempotent.
   */
  readonly close: () => Promise<void>;
}

/**
 * Starts the local cloud on 127.0.0.1 and resumes what was under way when its data folder was last in use.
 *
 * @example
 * const running = await startCloud({ dataFolder: ".millrace" });
 * console.log(running.endpoint);
 * await running.close();
 */
export async function startCloud(options: StartCloudOptions): Promise<RunningCloud> {
  const folder = takeDataFolder(options.dataFolder, options.fresh ?? false);
  const closers: (() => void | Promise<void>)[] = [folder.release];
  const close = closeOnce(closers);
  try {
    const db = openDatabase(folder.path, options.durability ?? "full");
    closers.push(() => db.close());
    const ready = Promise.withResolvers<{ answer: AnswerOptions; console: RequestHandler | undefined }>();
    // Requests may come before the services exist; if starting fails nobody waits for them any more.
    ready.promise.catch(() => undefined);
    const openWork = createOpenWork();
    const clock = createStoppableClock(options.clock ?? systemClock);
    const services = new Map<ServiceName, Service>();
    const listener = await listen({
      port: options.port ?? 4566,
      onApiRequest: (request, response) => {
        openWork.add(
          ready.promise
            .then(({ answer }) => answerRequest(answer, request, response))
            .catch((error: unknown) => void response.destroy(error as Error)),
        );
      },
      onForeignOrigin: (request, response, refuse) => {
        openWork.add(
          ready.promise
            .then(({ answer }) => answerForeignOrigin(answer, request, response, refuse))
            .catch((error: unknown) => void response.destroy(error as Error)),
        );
      },
      onCustomResourceAnswer: (request, response) => {
        openWork.add(takeCustomResourceAnswer(services, request, response));
      },
      onConsoleRequest:
        options.createConsole &&
        ((request, response) => {
          ready.promise
            .then(({ console }) => console?.(request, response))
            .catch((error: unknown) => response.destroy(error as Error));
        }),
    });
    const access = createAccessLog(db, clock);
    closers.push(
      access.flush,
      // What was under way when the connections ended still finds its database.
      () => openWork.settled(longestSettlingMs),
      () => closeServices(services),
      clock.stop,
      listener.close,
    );
    const calls: Calls = { services, loadModel: createModelLoader(), authorize };
    // Rights are decided for every call, whichever services there are.
    createIamTables(db);
    createAccessTables(db);
    const cloud = createCloud({ options, listener, db, clock, openWork, access, dataFolder: folder.path, calls });
    for (const createService of options.services ?? allServices) {
      const service = createService(cloud);
      services.set(service.name, service);
    }
    for (const service of services.values()) await service.resume?.();
    ready.resolve({
      answer: { cloud, calls, routeRest: createRestRouting(), resolvePrincipal: principalOf },
      console: options.createConsole?.(cloud),
    });
    return { cloud, endpoint: cloud.endpoint, services, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface CloudParts {
  readonly options: StartCloudOptions;
  readonly listener: Listener;
  readonly db: Cloud["db"];
  readonly clock: Clock;
  readonly openWork: OpenWork;
  readonly access: Cloud["access"];
  readonly dataFolder: string;
  readonly calls: Calls;
}

function createCloud({ options, listener, db, clock, openWork, access, dataFolder, calls }: CloudParts): Cloud {
  const listeners = new Set<(topic: string, id: string) => void>();
  const cloud: Cloud = {
    region: "us-east-1",
    accountId: "000000000000",
    endpoint: `http://127.0.0.1:${listener.port}`,
    dataFolder,
    db,
    clock,
    readPolicy: createPolicyReader(),
    access,
    random: Math.random,
    ...(options.functionsAtOnce === undefined ? {} : { functionsAtOnce: options.functionsAtOnce }),
    newId: randomUUID,
    log: options.log ?? ((line) => process.stderr.write(`${line}\n`)),
    call: async <Output>(service: ServiceName, operation: string, input: object, principal: Principal) => {
      if (!db.isOpen) throw stoppingError();
      const context = { cloud, principal, requestId: cloud.newId() };
      const answering = callOperation(calls, { service, operation, input, context });
      openWork.add(answering);
      return (await answering) as Output;
    },
    notify(topic, id) {
      for (const listener of listeners) listener(topic, id);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return cloud;
}

function principalOf(cloud: Cloud, request: WireRequest): Principal {
  const token = headerOf(request, "x-amz-security-token") ?? request.query.get("X-Amz-Security-Token") ?? undefined;
  return resolvePrincipal(cloud, accessKeyIdOf(request), token);
}

async function closeServices(services: ReadonlyMap<ServiceName, Service>): Promise<void> {
  for (const service of [...services.values()].toReversed()) await service.close?.();
}

const longestSettlingMs = 2000;

/** Runs the closers once, last opened first, all of them even if one fails. */
function closeOnce(closers: readonly (() => void | Promise<void>)[]): () => Promise<void> {
  let closing: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const closer of closers.toReversed()) {
      try {
        await closer();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "The local cloud did not close cleanly");
  };
  return () => (closing ??= run());
}
