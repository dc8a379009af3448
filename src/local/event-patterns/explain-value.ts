import { matchesValue } from "./matches-value.ts";
import { parseAddress } from "./parse-address.ts";
import type { FieldCondition, Matcher, Scalar } from "./pattern.ts";

// What a person overlooks where a value is nearly what was asked for. Each clue is a change of the value that would have
// made it match, so that no clue is given for a value that is simply another one.

/** A clue why none of the condition's matchers takes the value; undefined if there is none. */
export function explainValue({ matchers }: FieldCondition, value: Scalar): string | undefined {
  for (const matcher of matchers) {
    const clue = explainMatcher(matcher, value);
    if (clue !== undefined) return clue;
  }
  return undefined;
}

function explainMatcher(matcher: Matcher, value: Scalar): string | undefined {
  switch (matcher.kind) {
    case "exists":
      return matcher.present ? undefined : "the field must be absent, and null is not absent";
    case "anythingBut":
      return "this value is among those that are left out";
    case "cidr":
      return explainAddress(matcher.range.family, value);
    case "numeric":
      return typeof value === "string" && value.trim() !== "" && matchesValue(matcher, Number(value))
        ? "a string is not compared as a number"
        : undefined;
    case "exact":
      return typeof value === typeof matcher.value || String(value) !== String(matcher.value)
        ? explainText(matcher, value)
        : `${nameType(value)} is not equal to ${nameType(matcher.value)}`;
    default:
      return explainText(matcher, value);
  }
}

function nameType(value: Scalar): string {
  return value === null ? "null" : `a ${typeof value}`;
}

function explainAddress(family: 4 | 6, value: Scalar): string | undefined {
  const address = typeof value === "string" ? parseAddress(value) : undefined;
  if (address === undefined) return "it is not an IP address";
  return address.family === family
    ? undefined
    : `it is an address of IPv${address.family}, the network is one of IPv${family}`;
}

function explainText(matcher: Matcher, value: Scalar): string | undefined {
  if (typeof value !== "string") {
    return matchesValue(matcher, String(value)) ? `${nameType(value)} is not compared as text` : undefined;
  }
  if (matchesValue(lowerCased(matcher), value.toLowerCase())) return "upper and lower case differ";
  if (matchesValue(matcher, value.trim())) return "spaces at its ends count";
  if (["NFC", "NFD"].some((form) => matchesValue(matcher, value.normalize(form)))) {
    return "the letters look the same and are encoded differently";
  }
  if (matchesValue(matcher, encodeKey(value)) || matchesValue(matcher, encodeKey(value).replaceAll("%20", "+"))) {
    return "what events contain is not URL-encoded";
  }
  return matcher.kind === "wildcard" ? explainWildcard(matcher.parts, value) : undefined;
}

function lowerCased(matcher: Matcher): Matcher {
  switch (matcher.kind) {
    case "exact":
      return typeof matcher.value === "string" ? { ...matcher, value: matcher.value.toLowerCase() } : matcher;
    case "prefix":
    case "suffix":
      return { ...matcher, value: matcher.value.toLowerCase() };
    case "wildcard":
      return { ...matcher, parts: matcher.parts.map((part) => part.toLowerCase()) };
    default:
      return matcher;
  }
}

/** As S3's notifications to other services than EventBridge write a key. */
const encodeKey = (key: string): string => encodeURI(key);

function explainWildcard(parts: readonly string[], value: string): string | undefined {
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return undefined;
  if (!value.startsWith(first)) return `it does not start with ${JSON.stringify(first)}`;
  if (!value.endsWith(last)) return `it does not end with ${JSON.stringify(last)}`;
  const missing = rest.find((part) => !value.includes(part));
  return missing === undefined ? undefined : `it has no ${JSON.stringify(missing)}`;
}
