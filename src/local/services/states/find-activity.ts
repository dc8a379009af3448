import type { Activity } from "../../runtime/activity-store.ts";
import { checkActivityArn } from "./arns.ts";
import { activityDoesNotExist } from "./errors.ts";
import type { States } from "./states.ts";

/** Throws `ActivityDoesNotExist`. */
export function findActivity({ runtime }: States, arn: string | undefined): Activity {
  const activity = runtime.activities.find(checkActivityArn(arn));
  if (activity === undefined) throw activityDoesNotExist(arn ?? "");
  return activity;
}
