import type { Trigger } from "#authoring";
import { constructId } from "./construct-id.ts";

export interface IdentifiedTrigger {
  readonly id: string;
  readonly trigger: Trigger;
}

/**
 * Gives each trigger of a workflow its construct id. That of several says what it listens to, not where it stands among them, so
 * that adding one or changing their order replaces no rule and no queue with what it keeps.
 */
export function identifyTriggers(triggers: readonly Trigger[]): readonly IdentifiedTrigger[] {
  const [only] = triggers;
  if (only !== undefined && triggers.length === 1) return [{ id: "Trigger", trigger: only }];
  const uses = new Map<string, number>();
  return triggers.map((trigger) => {
    const name = `Trigger${nameOf(trigger)}`;
    const use = (uses.get(name) ?? 0) + 1;
    uses.set(name, use);
    return { id: use === 1 ? name : `${name}${use}`, trigger };
  });
}

function nameOf(trigger: Trigger): string {
  switch (trigger.type) {
    case "object":
      return constructId(trigger.bucket) + trigger.detailType.replaceAll(" ", "");
    case "finished":
      return `${constructId(trigger.workflow)}Finished`;
    case "schedule":
      return `${constructId(trigger.name)}Schedule`;
    default:
      return constructId(trigger.detailType.replaceAll(/[^A-Za-z0-9]+/g, "-"));
  }
}
