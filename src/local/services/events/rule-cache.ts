import { compilePattern, createRuleIndex } from "../../event-patterns/index.ts";
import type { RuleIndex } from "../../event-patterns/index.ts";
import type { Cloud } from "../../service.ts";
import type { RoutedRule } from "./event-store.ts";
import { listRulesOf, listTargetsOf, ruleArn } from "./rule-store.ts";

/** The enabled rules of each bus, compiled once. */
export interface RuleCache {
  readonly rulesOf: (bus: string) => RuleIndex<RoutedRule>;
  /** To be called after every change of rules or targets. */
  readonly forget: (bus: string) => void;
}

export function createRuleCache(cloud: Cloud): RuleCache {
  const indexes = new Map<string, RuleIndex<RoutedRule>>();
  return {
    rulesOf(bus) {
      let index = indexes.get(bus);
      if (index === undefined) {
        index = createRuleIndex(
          listRulesOf(cloud, bus)
            .filter((rule) => rule.state === "ENABLED" && rule.pattern !== "")
            .map((rule) => ({
              rule: {
                name: rule.name,
                arn: ruleArn(cloud, bus, rule.name),
                targets: listTargetsOf(cloud, bus, rule.name),
              },
              pattern: compilePattern(rule.pattern),
            })),
        );
        indexes.set(bus, index);
      }
      return index;
    },
    forget: (bus) => indexes.delete(bus),
  };
}
