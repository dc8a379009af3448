import type { TestMetricFilterRequest, TestMetricFilterResponse } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../service.ts";
import { compileFilterPattern } from "./filter-pattern/compile-filter-pattern.ts";

export const testMetricFilter: Operation<TestMetricFilterRequest, TestMetricFilterResponse> = {
  members: ["filterPattern", "logEventMessages"],
  handle({ filterPattern, logEventMessages = [] }) {
    const pattern = compileFilterPattern(filterPattern);
    const matches = logEventMessages.flatMap((eventMessage, index) => {
      if (!pattern.matches(eventMessage)) return [];
      const values = pattern.places.map((place) => [place, textOf(pattern.valueAt(eventMessage, place))]);
      return [{ eventNumber: index + 1, eventMessage, extractedValues: Object.fromEntries(values) }];
    });
    return { matches };
  },
};

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
