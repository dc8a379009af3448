import type { Cloud } from "../../service.ts";
import { addPoints } from "./metric-store.ts";

/**
 * Records values of a metric that a service of AWS would publish, `AWS/States` `ExecutionsFailed` for instance.
 *
 * Needs the Monitoring service to have been created.
 */
export function recordMetric(
  cloud: Cloud,
  namespace: string,
  name: string,
  dimensions: Readonly<Record<string, string>>,
  ...values: readonly number[]
): void {
  addPoints(cloud.db, { namespace, name, dimensions }, cloud.clock.now(), values);
}
