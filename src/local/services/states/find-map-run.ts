import type { MapRunRow } from "../../runtime/map-run-row.ts";
import { checkMapRunArn } from "./arns.ts";
import { resourceNotFound } from "./errors.ts";
import type { States } from "./states.ts";

/** Throws `ResourceNotFound`. */
export function findMapRun({ runtime }: States, arn: string | undefined): MapRunRow {
  const run = runtime.mapRuns.findByArn(checkMapRunArn(arn));
  if (run === undefined) throw resourceNotFound(arn ?? "");
  return run;
}
