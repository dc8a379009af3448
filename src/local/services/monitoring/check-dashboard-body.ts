import type { DashboardValidationMessage } from "@aws-sdk/client-cloudwatch";
import { isRecord } from "../../is-record.ts";
import { parseRecord } from "../../parse-record.ts";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html

const widgetTypes = ["metric", "text", "log", "alarm", "explorer", "custom"];
const largestCount = 500;
/** The smallest and the largest value of each, where it is given. */
const bounds = { x: [0, 23], y: [0, Number.MAX_SAFE_INTEGER], width: [1, 24], height: [1, 1000] } as const;

/**
 * What CloudWatch would refuse of a dashboard's structure: where, as a JSON pointer, and why.
 *
 * What a widget shows is not looked into beyond the form of its metrics: nothing is drawn here.
 */
export function checkDashboardBody(text: string): readonly DashboardValidationMessage[] {
  const body = parseRecord(text);
  if (body === undefined) return [{ DataPath: "", Message: "The field DashboardBody must be a valid JSON object" }];
  const { widgets } = body;
  if (widgets === undefined) return [missing("", "widgets")];
  if (!Array.isArray(widgets)) return [{ DataPath: "/widgets", Message: "Should be array" }];
  if (widgets.length > largestCount) {
    return [{ DataPath: "/widgets", Message: `Should not have more than ${largestCount} items` }];
  }
  return widgets.flatMap((widget: unknown, index) => widgetProblems(widget, `/widgets/${index}`));
}

function widgetProblems(widget: unknown, at: string): readonly DashboardValidationMessage[] {
  if (!isRecord(widget)) return [{ DataPath: at, Message: "Should be object" }];
  const absent = ["type", "properties"].filter((name) => widget[name] === undefined);
  if (absent.length > 0) return absent.map((name) => missing(at, name));
  const { type, properties } = widget;
  if (typeof type !== "string" || !widgetTypes.includes(type)) {
    return [{ DataPath: `${at}/type`, Message: "Should be equal to one of the allowed values" }];
  }
  if (!isRecord(properties)) return [{ DataPath: `${at}/properties`, Message: "Should be object" }];
  return [...placeProblems(widget, at), ...metricProblems(properties.metrics, `${at}/properties/metrics`)];
}

function placeProblems(widget: Readonly<Record<string, unknown>>, at: string): readonly DashboardValidationMessage[] {
  return Object.entries(bounds).flatMap(([name, [least, most]]) => {
    const value = widget[name];
    if (value === undefined) return [];
    const DataPath = `${at}/${name}`;
    if (!Number.isInteger(value)) return [{ DataPath, Message: "Should be integer" }];
    if (Number(value) < least) return [{ DataPath, Message: `Should be >= ${least}` }];
    return Number(value) > most ? [{ DataPath, Message: `Should be <= ${most}` }] : [];
  });
}

function metricProblems(metrics: unknown, at: string): readonly DashboardValidationMessage[] {
  if (metrics === undefined) return [];
  if (!Array.isArray(metrics)) return [{ DataPath: at, Message: "Should be array" }];
  return metrics.flatMap((metric: unknown, index) => {
    const DataPath = `${at}/${index}`;
    if (!Array.isArray(metric)) return [{ DataPath, Message: "Should be array" }];
    const isRight = metric.every((part, place) => typeof part === "string" || isRenderer(part, place, metric.length));
    return isRight ? [] : [{ DataPath, Message: metricForm }];
  });
}

const metricForm =
  'Field "metrics" has to be an array of array of strings, with an optional metricRenderer object as last element';

const isRenderer = (part: unknown, place: number, count: number): boolean => place === count - 1 && isRecord(part);

const missing = (DataPath: string, name: string): DashboardValidationMessage => ({
  DataPath,
  Message: `Should have required property '${name}'`,
});
