import type { RuleIndex } from "../../event-patterns/index.ts";
import type { Cloud } from "../../service.ts";
import type { EventEnvelope } from "./event-envelope.ts";
import type { RoutedRule } from "./event-store.ts";
import { explainMisses } from "./explain-misses.ts";

/** Tells of an event that none of the rules takes. */
export type HintMiss = (rules: RuleIndex<RoutedRule>, bus: string, event: EventEnvelope) => void;

// An event that nothing takes is nothing wrong to EventBridge, and the first thing that a person who wonders looks for.

/** Says in the log why no rule took an event of an app, once for each kind of event until the rules change. */
export function createMissHints(cloud: Cloud): HintMiss {
  // There is another index after each change of rules.
  const told = new WeakMap<RuleIndex<RoutedRule>, Set<string>>();
  return (rules, bus, event) => {
    // Services tell of much that nobody asked for.
    if (event.source.startsWith("aws.")) return;
    const kinds = told.get(rules) ?? new Set();
    told.set(rules, kinds);
    const kind = JSON.stringify([event.source, event["detail-type"]]);
    if (kinds.has(kind)) return;
    kinds.add(kind);
    const [closest] = explainMisses(cloud, bus, event);
    const what = `${event["detail-type"]} of ${event.source} (${event.id})`;
    const why = closest === undefined ? "it has none" : `closest is ${closest.rule}: ${closest.reasons.join("; ")}`;
    cloud.log(`events: no rule of the bus ${bus} takes ${what}; ${why}`);
  };
}
