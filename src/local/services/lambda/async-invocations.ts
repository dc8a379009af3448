import { AwsError } from "../../aws-error.ts";
import type { InvocationResult } from "../../function-runner/index.ts";
import type { Cloud } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { inUnsyncedTransaction } from "../../stores/unsynced-transaction.ts";
import { createDueWork } from "../due-work.ts";
import { nextDueIn } from "../next-due-in.ts";
import { defaultEventInvokeConfig, readEventInvokeConfig } from "./event-invoke-config.ts";
import type { FunctionHost } from "./function-host.ts";
import { latest, resolveVersion } from "./function-store.ts";
import type { FunctionVersion } from "./function-version.ts";
import { logUnanswered } from "./log-unanswered.ts";
import { reportInvocation } from "./report-invocation.ts";

// Asynchronous invocations are rows first, so that an accepted one survives the process; they are run, retried and
// reported from there. After a crash one that was running runs again: Lambda promises at least once, too.

export interface AcceptedInvocation {
  readonly functionName: string;
  readonly qualifier: string | undefined;
  readonly requestId: string;
  readonly payload: string;
  readonly clientContext: string | undefined;
  /** A service of this cloud asks: what it notes next comes after this in the database's log, so neither is lost without the other. */
  readonly isFromWithin: boolean;
}

export interface AsyncInvocations {
  /** Keeps an invocation and starts it soon. */
  readonly accept: (invocation: AcceptedInvocation) => void;
  /** Goes on with what is kept. */
  readonly resume: () => void;
  /** Starts nothing more; what is under way stays kept. */
  readonly close: () => void;
}

export interface PendingInvocation {
  readonly id: string;
  readonly function_name: string;
  readonly qualifier: string;
  readonly payload: string;
  readonly client_context: string | null;
  readonly attempts: number;
  readonly accepted_at: number;
  readonly next_at: number;
}

// Lambda waits a minute before the second attempt and two before the third.
const retryDelaysMs = [60_000, 120_000];
// Rows held in memory at a time.
const mostRunning = 64;

export function createAsyncInvocations(cloud: Cloud, functions: FunctionHost): AsyncInvocations {
  const { db, clock } = cloud;
  const work = createDueWork<PendingInvocation>(cloud, {
    name: "lambda",
    mostAtOnce: mostRunning,
    takeDue: (now, limit) =>
      db
        .prepare("SELECT * FROM lambda_async_invocations WHERE next_at <= ? ORDER BY next_at LIMIT ?")
        .all(now, limit) as unknown as readonly PendingInvocation[],
    nextDueAt: (now) => nextDueIn(cloud, "lambda_async_invocations", now),
    idOf: ({ id }) => id,
    titleOf: ({ id, function_name }) => `async invocation ${id} of ${function_name}`,
    perform: runOnce,
  });

  async function runOnce(invocation: PendingInvocation): Promise<void> {
    const config =
      readEventInvokeConfig(cloud, invocation.function_name, invocation.qualifier)?.config ?? defaultEventInvokeConfig;
    const version = findVersionOf(invocation);
    // The function was deleted meanwhile: nobody is left who could run it.
    if (version === undefined) return forget(invocation);
    const result = await run(version, invocation);
    if (work.isClosed()) return;
    if (result !== undefined) logUnanswered(cloud, invocation, result);
    const attempts = invocation.attempts + (result === undefined ? 0 : 1);
    const isLate = clock.now() - invocation.accepted_at > config.maximumEventAgeSeconds * 1000;
    if (result !== undefined && !result.isError) {
      await reportInvocation(cloud, { invocation, version, config, result, attempts, condition: "Success" });
      return forget(invocation);
    }
    if (!isLate && (result === undefined || attempts <= config.maximumRetryAttempts)) {
      const delayMs = result === undefined ? 1000 : (retryDelaysMs[attempts - 1] ?? 120_000);
      return retryAt(invocation, clock.now() + delayMs, attempts);
    }
    const condition = isLate ? "EventAgeExceeded" : "RetriesExhausted";
    await reportInvocation(cloud, { invocation, version, config, result, attempts, condition });
    forget(invocation);
  }

  /** Undefined if the function was throttled, which counts as no attempt. */
  async function run(version: FunctionVersion, invocation: PendingInvocation): Promise<InvocationResult | undefined> {
    try {
      return await functions.run(version, {
        qualifier: invocation.qualifier === latest ? undefined : invocation.qualifier,
        requestId: invocation.id,
        payload: invocation.payload,
        clientContext: invocation.client_context ?? undefined,
      });
    } catch (error) {
      if (error instanceof AwsError && error.code === "TooManyRequestsException") return undefined;
      throw error;
    }
  }

  function findVersionOf({ function_name: name, qualifier }: PendingInvocation): FunctionVersion | undefined {
    try {
      return resolveVersion(cloud, { name, qualifier });
    } catch (error) {
      if (error instanceof AwsError) return undefined;
      throw error;
    }
  }

  function retryAt({ id }: PendingInvocation, at: number, attempts: number): void {
    db.prepare("UPDATE lambda_async_invocations SET attempts = ?, next_at = ? WHERE id = ?").run(attempts, at, id);
  }

  function forget({ id }: PendingInvocation): void {
    db.prepare("DELETE FROM lambda_async_invocations WHERE id = ?").run(id);
  }

  return {
    accept({ functionName, qualifier = latest, requestId, payload, clientContext, isFromWithin }) {
      const now = clock.now();
      const invocation: PendingInvocation = {
        id: requestId,
        function_name: functionName,
        qualifier,
        payload,
        client_context: clientContext ?? null,
        attempts: 0,
        accepted_at: now,
        next_at: now,
      };
      const commit = isFromWithin ? inUnsyncedTransaction : inTransaction;
      commit(db, () =>
        db
          .prepare(
            `INSERT INTO lambda_async_invocations VALUES
               (:id, :function_name, :qualifier, :payload, :client_context, :attempts, :accepted_at, :next_at)`,
          )
          .run({ ...invocation }),
      );
      work.offer(invocation);
    },
    resume: work.wake,
    close: work.close,
  };
}
