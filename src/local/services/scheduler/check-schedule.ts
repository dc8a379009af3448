import { createTimeZone, parseScheduleExpression, ScheduleExpressionError } from "#asl";
import { canAssumeRole } from "../../iam/can-assume-role.ts";
import type { Cloud } from "../../service.ts";
import { checkTarget } from "./check-target.ts";
import { checkName, checkOneOf, checkRange, constraint, invalid } from "./constraints.ts";
import { groupArn } from "./group-store.ts";
import type { ScheduleRequest } from "./schedule-types.ts";
import type { LoadModel } from "./universal-target.ts";

/** Who assumes the role of a target. */
export const schedulerPrincipal = "scheduler.amazonaws.com";

// AWS takes a start that lies a little back, as clocks differ.
const earliestStartMs = 5 * 60_000;

/** Refuses what EventBridge Scheduler would refuse; throws `AwsError`. */
export async function checkSchedule(
  cloud: Cloud,
  group: string,
  request: ScheduleRequest,
  loadModel: LoadModel,
): Promise<void> {
  checkName("name", request.Name);
  checkOneOf("state", request.State, ["ENABLED", "DISABLED"]);
  checkOneOf("actionAfterCompletion", request.ActionAfterCompletion, ["NONE", "DELETE"]);
  if ((request.Description ?? "").length > 512) {
    throw constraint("description", request.Description, "Member must have length less than or equal to 512");
  }
  checkExpression(request);
  checkDates(cloud, request);
  checkWindow(request.FlexibleTimeWindow);
  await checkTarget(cloud, request.Target, loadModel);
  if (!canAssumeRole(cloud, request.Target.RoleArn, schedulerPrincipal, { sourceArn: groupArn(cloud, group) })) {
    throw invalid("The execution role you provide must allow AWS EventBridge Scheduler to assume the role.");
  }
}

function checkExpression({ ScheduleExpression: text, ScheduleExpressionTimezone: zone }: ScheduleRequest): void {
  readOrRefuse(
    () => parseScheduleExpression(text),
    (reason) => `Invalid Schedule Expression ${text}. ${reason}.`,
  );
  if (zone === undefined) return;
  readOrRefuse(
    () => createTimeZone(zone),
    (reason) => `Invalid Schedule Expression Timezone ${zone}. ${reason}.`,
  );
}

function readOrRefuse(read: () => unknown, refusal: (reason: string) => string): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof ScheduleExpressionError)) throw error;
    const { message } = error;
    throw invalid(refusal(message.charAt(0).toUpperCase() + message.slice(1)));
  }
}

function checkDates(cloud: Cloud, { StartDate, EndDate, ScheduleExpression }: ScheduleRequest): void {
  if (ScheduleExpression.startsWith("at(")) return;
  if (StartDate !== undefined && StartDate.getTime() < cloud.clock.now() - earliestStartMs) {
    throw invalid("The StartDate you specify cannot be earlier than 5 minutes ago.");
  }
  if (StartDate !== undefined && EndDate !== undefined && EndDate < StartDate) {
    throw invalid("The EndDate you specify cannot be earlier than the StartDate.");
  }
}

function checkWindow({ Mode, MaximumWindowInMinutes: minutes }: ScheduleRequest["FlexibleTimeWindow"]): void {
  checkOneOf("flexibleTimeWindow.mode", Mode, ["OFF", "FLEXIBLE"]);
  if (Mode === "OFF") {
    if (minutes !== undefined) throw invalid("MaximumWindowInMinutes must not be set when FlexibleTimeWindow is OFF.");
    return;
  }
  if (minutes === undefined) throw invalid("MaximumWindowInMinutes must be set when FlexibleTimeWindow is FLEXIBLE.");
  checkRange("flexibleTimeWindow.maximumWindowInMinutes", minutes, 1, 1440);
}
