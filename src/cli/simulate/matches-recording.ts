import type { Json } from "#asl";

/** In recordings, `«name»` stands for a text that is different each time, such as a token or an ARN. */
const placeholder = /«[^»]*»/u;

/** Whether a value is what was recorded: a text that is one placeholder is any value, and within a text it is any part of it. */
export function matchesRecording(recorded: Json | undefined, value: Json | undefined): boolean {
  if (typeof recorded === "string") return textMatches(recorded, value);
  if (typeof recorded !== "object" || recorded === null) return recorded === value;
  if (typeof value !== "object" || value === null || Array.isArray(recorded) !== Array.isArray(value)) return false;
  const wanted = recorded as Readonly<Record<string, Json>>;
  const given = value as Readonly<Record<string, Json>>;
  const names = Object.keys(wanted).filter((name) => !placeholder.test(name));
  const isOpen = names.length < Object.keys(wanted).length;
  return (
    (isOpen || Object.keys(given).length === names.length) &&
    names.every((name) => Object.hasOwn(given, name) && matchesRecording(wanted[name], given[name]))
  );
}

function textMatches(recorded: string, value: Json | undefined): boolean {
  if (recorded === value) return true;
  const parts = recorded.split(placeholder);
  if (parts.length === 1) return false;
  if (parts.every((part) => part === "")) return true;
  return typeof value === "string" && new RegExp(`^${parts.map(escaped).join("[^]*?")}$`, "u").test(value);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
}
