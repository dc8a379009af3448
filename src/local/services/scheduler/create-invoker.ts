import { TaskFailure } from "#interpreter";
import { AwsError } from "../../aws-error.ts";
import { canAssumeRole } from "../../iam/can-assume-role.ts";
import type { Cloud, Principal } from "../../service.ts";
import { toDeliveryError } from "../events/delivery-error.ts";
import { createDueWork } from "../due-work.ts";
import { backoffMs, exhaustedCondition } from "../retry-delivery.ts";
import { schedulerPrincipal } from "./check-schedule.ts";
import { groupArn } from "./group-store.ts";
import {
  beginInvocations,
  endInvocation,
  nextDueAt,
  postponeInvocation,
  takeDueInvocations,
  takeDueSchedules,
} from "./invocation-store.ts";
import type { Invocation } from "./invocation-store.ts";
import { sendDeadLetter } from "./send-dead-letter.ts";
import { targetRequest } from "./target-request.ts";
import type { TargetRequest } from "./target-request.ts";
import type { LoadModel } from "./universal-target.ts";

/** Calls the targets of schedules when they are due, again where that failed for a while. */
export interface Invoker {
  /** Looks for what is due; to be called after every change of a schedule. */
  readonly wake: () => void;
  readonly close: () => void;
}

const schedulesAtOnce = 100;
const invokedAtOnce = 64;

export function createInvoker(cloud: Cloud, loadModel: LoadModel): Invoker {
  const work = createDueWork<Invocation>(cloud, {
    name: "scheduler",
    mostAtOnce: invokedAtOnce,
    prepare(now) {
      const due = takeDueSchedules(cloud, now, schedulesAtOnce);
      for (const schedule of due) beginInvocations(cloud, schedule, now);
      return due.length > 0;
    },
    takeDue: (now, limit) => takeDueInvocations(cloud, now, limit),
    nextDueAt: (now) => nextDueAt(cloud, now),
    idOf: ({ sequence }) => sequence,
    titleOf: ({ scheduleArn }) => scheduleArn,
    perform: attempt,
  });

  async function attempt(invocation: Invocation): Promise<void> {
    let request: TargetRequest | undefined;
    try {
      request = await targetRequest(cloud, invocation, loadModel);
      await call(invocation, request);
    } catch (error) {
      if (!work.isClosed()) await fail(invocation, request?.text ?? invocation.target.Input ?? "{}", error);
      return;
    }
    if (work.isClosed()) return;
    endInvocation(cloud, invocation, {});
    cloud.notify("schedule", invocation.scheduleArn);
  }

  async function call(invocation: Invocation, { service, operation, input }: TargetRequest): Promise<void> {
    const answer = await invokeAs(invocation, service, operation, input);
    // PutEvents answers for each entry.
    const { Entries: [entry] = [] } = (answer ?? {}) as { readonly Entries?: readonly PutEventsEntry[] };
    if (service === "events" && entry?.ErrorCode !== undefined) {
      throw new AwsError(entry.ErrorCode, entry.ErrorMessage ?? entry.ErrorCode);
    }
  }

  async function invokeAs(
    invocation: Invocation,
    service: TargetRequest["service"],
    operation: string,
    input: object,
  ): Promise<unknown> {
    try {
      return await cloud.call(service, operation, input, principalOf(cloud, invocation));
    } catch (error) {
      // Started by an attempt that crashed before it was noted.
      if (error instanceof AwsError && error.code === "ExecutionAlreadyExists") return undefined;
      throw error;
    }
  }

  async function fail(invocation: Invocation, request: string, error: unknown): Promise<void> {
    const reason = reasonOf(error);
    const now = cloud.clock.now();
    const limits = { retries: invocation.attempts, ageMs: now - invocation.begunAt };
    const exhausted = reason.isRetriable ? exhaustedCondition(invocation.target.RetryPolicy, limits) : undefined;
    if (reason.isRetriable && exhausted === undefined) {
      const at = now + backoffMs(invocation.attempts, cloud.random);
      postponeInvocation(cloud, invocation, at, `${reason.code}: ${reason.message}`);
      return;
    }
    const letter = { invocation, request, code: reason.code, message: reason.message, exhausted };
    const undelivered = await sendDeadLetter(cloud, () => principalOf(cloud, invocation), letter);
    if (work.isClosed()) return;
    const text = `${reason.code}: ${reason.message}${undelivered === undefined ? "" : ` (${undelivered})`}`;
    endInvocation(cloud, invocation, { error: text, isKept: undelivered !== undefined });
    cloud.log(`scheduler: ${invocation.scheduleArn} could not invoke ${invocation.target.Arn}: ${text}`);
    cloud.notify("schedule", invocation.scheduleArn);
  }

  return work;
}

interface PutEventsEntry {
  readonly ErrorCode?: string;
  readonly ErrorMessage?: string;
}

/** The target's role; throws if Scheduler may not, or no longer, assume it. */
function principalOf(cloud: Cloud, { target, group }: Invocation): Principal {
  const roleArn = target.RoleArn;
  if (canAssumeRole(cloud, roleArn, schedulerPrincipal, { sourceArn: groupArn(cloud, group) })) {
    return { kind: "role", roleArn, sessionName: "scheduler" };
  }
  throw new AwsError(
    "AccessDenied",
    `User: ${schedulerPrincipal} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    403,
  );
}

interface Reason {
  readonly code: string;
  readonly message: string;
  readonly isRetriable: boolean;
}

function reasonOf(error: unknown): Reason {
  // What the input of a universal target does not fit.
  if (error instanceof TaskFailure) return { code: "ValidationException", message: error.message, isRetriable: false };
  const { isRetriable, message } = toDeliveryError(error);
  return { code: error instanceof AwsError ? error.code : "InternalFailure", message, isRetriable };
}
