import type { Cloud } from "../../service.ts";

/** An id as IAM makes them: `AROA…` for roles, `ANPA…` for policies. */
export function entityId(cloud: Cloud, prefix: "AROA" | "ANPA"): string {
  return prefix + cloud.newId().replaceAll("-", "").toUpperCase().slice(0, 17);
}
