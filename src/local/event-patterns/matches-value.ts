import { parseAddress } from "./parse-address.ts";
import { matchesWildcard } from "./parse-wildcard.ts";
import type { AddressRange, Matcher, NumericRange, Scalar } from "./pattern.ts";
import { unreachable } from "../unreachable.ts";

/** Whether one matcher takes one value that is there. (`exists: false` speaks of no value and takes none.) */
export function matchesValue(matcher: Matcher, value: Scalar): boolean {
  switch (matcher.kind) {
    case "exact":
      return value === matcher.value;
    case "exists":
      return matcher.present;
    case "anythingBut":
      return !matcher.matchers.some((excluded) => matchesValue(excluded, value));
    case "numeric":
      return typeof value === "number" && isInRange(matcher.range, value);
    default:
      return typeof value === "string" && matchesText(matcher, value);
  }
}

type TextMatcher = Exclude<Matcher, { kind: "exact" | "exists" | "anythingBut" | "numeric" }>;

function matchesText(matcher: TextMatcher, value: string): boolean {
  switch (matcher.kind) {
    case "prefix":
      return matcher.ignoreCase
        ? isEqualIgnoringCase(value.slice(0, matcher.value.length), matcher.value)
        : value.startsWith(matcher.value);
    case "suffix":
      return matcher.ignoreCase
        ? value.length >= matcher.value.length &&
            isEqualIgnoringCase(value.slice(value.length - matcher.value.length), matcher.value)
        : value.endsWith(matcher.value);
    case "equalsIgnoreCase":
      return isEqualIgnoringCase(value, matcher.value);
    case "wildcard":
      return matchesWildcard(matcher.parts, value);
    case "cidr":
      return isInNetwork(matcher.range, value);
    default:
      return unreachable(matcher);
  }
}

function isEqualIgnoringCase(left: string, right: string): boolean {
  return left === right || left.toLowerCase() === right.toLowerCase();
}

function isInRange(range: NumericRange, value: number): boolean {
  const isAboveBottom = range.includesBottom ? value >= range.bottom : value > range.bottom;
  return isAboveBottom && (range.includesTop ? value <= range.top : value < range.top);
}

function isInNetwork(range: AddressRange, value: string): boolean {
  const address = parseAddress(value);
  return address?.family === range.family && address.value >= range.first && address.value <= range.last;
}
