import { compilePattern, explainMismatch } from "../../event-patterns/index.ts";
import type { Cloud } from "../../service.ts";
import type { EventEnvelope } from "./event-envelope.ts";
import { listRulesOf, listTargetsOf } from "./rule-store.ts";

/** A rule that does not take an event. */
export interface MissedRule {
  readonly rule: string;
  readonly targetArns: readonly string[];
  /** One sentence for each field that differs. */
  readonly reasons: readonly string[];
}

// A rule about another kind of event is not what a person meant.
const otherKind = 10;

/** The rules of a bus that do not take an event, and why; the closest first. */
export function explainMisses(cloud: Cloud, bus: string, event: EventEnvelope): readonly MissedRule[] {
  return listRulesOf(cloud, bus)
    .filter(({ state, pattern }) => state === "ENABLED" && pattern !== "")
    .map(({ name, pattern }) => ({ name, mismatches: explainMismatch(compilePattern(pattern), event) }))
    .filter(({ mismatches }) => mismatches.length > 0)
    .map(({ name, mismatches }) => ({
      name,
      reasons: mismatches.map(({ reason }) => reason),
      distance: mismatches.reduce((sum, { field }) => sum + (isKind(field) ? otherKind : 1), 0),
    }))
    .toSorted((left, right) => left.distance - right.distance)
    .map(({ name, reasons }) => ({
      rule: name,
      targetArns: listTargetsOf(cloud, bus, name).map(({ Arn }) => Arn),
      reasons,
    }));
}

const isKind = (field: string): boolean => field === "source" || field === "detail-type";
