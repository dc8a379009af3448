import type { BucketTrigger } from "../../src/local/console/read-api.ts";
import { folderPrefix } from "./upload-key.ts";

export interface TriggerHint {
  /** `idle`: nothing would start. */
  readonly tone: "starts" | "idle";
  readonly text: string;
}

/** What a person should know before files go into a folder of a bucket. */
export function folderHint(triggers: readonly BucketTrigger[], folder: string): TriggerHint {
  if (triggers.length === 0) return { tone: "idle", text: "No workflow is started by uploads to this bucket." };
  const prefix = folderPrefix(folder);
  const fitting = triggers.filter(({ keys }) => keys.some((key) => canLieIn(key, prefix)));
  return fitting.length > 0
    ? { tone: "starts", text: fitting.map(triggerText).join(" ") }
    : { tone: "idle", text: `No workflow listens to this folder. ${triggers.map(triggerText).join(" ")}` };
}

/** What an upload of this key starts; the triggers were asked for the key. */
export function uploadHint(triggers: readonly BucketTrigger[]): TriggerHint {
  const started = triggers.filter(({ matches }) => matches === true).map(({ starts }) => starts);
  if (started.length > 0) return { tone: "starts", text: `starts ${started.join(" and ")}` };
  // The one that asks for the least else is the one that a person meant.
  const [closest] = triggers.toSorted((left, right) => left.reasons.length - right.reasons.length);
  return closest === undefined
    ? { tone: "idle", text: "no workflow listens to this key" }
    : { tone: "idle", text: `does not start ${closest.starts}: ${closest.reasons.join("; ")}` };
}

const triggerText = ({ starts, keys }: BucketTrigger): string => `${keys.join(" or ")} starts ${starts}.`;

/** Whether a file directly in the folder could have a key of this wildcard. */
function canLieIn(wildcard: string, prefix: string): boolean {
  const literal = /^[^*]*/.exec(wildcard)?.[0] ?? "";
  if (prefix.startsWith(literal) && literal !== wildcard) return true;
  return literal.startsWith(prefix) && !literal.slice(prefix.length).includes("/");
}
