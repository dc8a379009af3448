import { AwsError } from "../../aws-error.ts";

export interface AskedRange {
  readonly start: Date | undefined;
  readonly end: Date | undefined;
  readonly periodSeconds: number;
}

export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

const minuteMs = 60_000;

/** The periods that a request is about, the first of which begins with a minute. */
export function periodsOf({ start, end, periodSeconds }: AskedRange, mostPeriods: number): readonly TimeRange[] {
  if (start === undefined || end === undefined || start >= end) {
    throw new AwsError(
      "InvalidParameterCombination",
      "The parameter StartTime must be less than the parameter EndTime.",
    );
  }
  if (periodSeconds < 60 || periodSeconds % 60 !== 0) {
    throw new AwsError("InvalidParameterValue", "The parameter Period must be a multiple of 60.");
  }
  const periodMs = periodSeconds * 1000;
  const first = Math.floor(start.getTime() / minuteMs) * minuteMs;
  const count = Math.ceil((end.getTime() - first) / periodMs);
  if (count > mostPeriods) {
    throw new AwsError(
      "InvalidParameterCombination",
      `You have requested up to ${count} datapoints, which exceeds the limit of ${mostPeriods}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  }
  return Array.from({ length: count }, (_unused, index) => {
    const from = first + index * periodMs;
    return { from, to: from + periodMs };
  });
}
