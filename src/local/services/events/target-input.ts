import type { Json } from "#asl";
import type { EventEnvelope } from "./event-envelope.ts";
import { eventTime } from "./event-envelope.ts";
import { readJsonPath } from "./json-path.ts";
import type { RuleTarget } from "./rule-store.ts";

export interface InputContext {
  readonly event: EventEnvelope;
  readonly ruleArn: string;
  readonly acceptedAt: number;
}

/** The text that a target gets: the event, a part of it, a constant, or a template filled in. */
export function targetInput(target: RuleTarget, context: InputContext): string {
  if (target.Input !== undefined) return target.Input;
  const event = context.event as unknown as Json;
  if (target.InputPath !== undefined) return JSON.stringify(readJsonPath(event, target.InputPath) ?? null);
  if (target.InputTransformer === undefined) return JSON.stringify(event);
  const values = new Map<string, Json>();
  for (const [name, path] of Object.entries(target.InputTransformer.InputPathsMap ?? {})) {
    const value = readJsonPath(event, path);
    if (value !== undefined) values.set(name, value);
  }
  for (const [name, value] of reservedValues(context)) values.set(name, value);
  return fillTemplate(target.InputTransformer.InputTemplate ?? "", values);
}

function reservedValues({ event, ruleArn, acceptedAt }: InputContext): readonly (readonly [string, Json])[] {
  const { detail: _, ...withoutDetail } = event;
  return [
    ["aws.events.rule-arn", ruleArn],
    ["aws.events.rule-name", ruleArn.split("/").at(-1) ?? ""],
    ["aws.events.event.ingestion-time", eventTime(acceptedAt)],
    ["aws.events.event", withoutDetail as unknown as Json],
    ["aws.events.event.json", event as unknown as Json],
  ];
}

/**
 * Puts values in place of `<name>`.
 *
 * Inside a string a value is written as text, elsewhere as JSON; so the template may be an object or a string. Names that
 * stand for nothing leave an empty text or null.
 */
function fillTemplate(template: string, values: ReadonlyMap<string, Json>): string {
  let filled = "";
  let isInString = false;
  for (let at = 0; at < template.length; at++) {
    const character = template[at] ?? "";
    if (character === "\\" && isInString) {
      filled += character + (template[++at] ?? "");
      continue;
    }
    if (character === '"') isInString = !isInString;
    const name = character === "<" ? /^<([\w.-]+)>/.exec(template.slice(at))?.[1] : undefined;
    if (name === undefined) {
      filled += character;
      continue;
    }
    filled += isInString ? asText(values.get(name)) : JSON.stringify(values.get(name) ?? null);
    at += name.length + 1;
  }
  return filled;
}

function asText(value: Json | undefined): string {
  if (value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return JSON.stringify(text).slice(1, -1);
}
