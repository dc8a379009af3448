import { absentProtocol } from "../../services/sns/absent-protocol.ts";
import type { JsonValue } from "../json-value.ts";

/** Refuses, before anything is made, a protocol of SNS that leads out of the local cloud. */
export function refuseProtocol(type: string, path: string, protocol: JsonValue | undefined): readonly string[] {
  const instead = typeof protocol === "string" ? absentProtocol(protocol) : undefined;
  if (instead === undefined) return [];
  return [
    `${type} property '${path}' with the value '${String(protocol)}' is not implemented by the local cloud: ${instead}`,
  ];
}
