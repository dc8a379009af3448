import { compareDecimals, printDecimal } from "./decimal.ts";
import type { Attributes, Value } from "./value.ts";

/** Order of two values of one type that has an order: strings by their UTF-8 bytes. Undefined where there is none. */
export function compareValues(a: Value, b: Value): number | undefined {
  if (a.type === "S" && b.type === "S") return Buffer.compare(Buffer.from(a.value), Buffer.from(b.value));
  if (a.type === "N" && b.type === "N") return compareDecimals(a.value, b.value);
  if (a.type === "B" && b.type === "B") return Buffer.compare(a.value, b.value);
  return undefined;
}

/** Whether two values are the same: sets whatever their order, lists and maps all the way down. */
export function areEqual(a: Value, b: Value): boolean {
  if (a.type !== b.type) return false;
  if (a.type === "M") return areAttributesEqual(a.value, (b as typeof a).value);
  if (a.type === "L") {
    const others = (b as typeof a).value;
    return a.value.length === others.length && a.value.every((item, index) => areEqual(item, others[index] as Value));
  }
  if (isSet(a)) {
    const members = new Set(membersOf(a));
    const others = membersOf(b as typeof a);
    return members.size === others.length && others.every((member) => members.has(member));
  }
  return compareValues(a, b) === 0 || (a.type === "BOOL" ? a.value === b.value : a.type === "NULL");
}

export function areAttributesEqual(a: Attributes, b: Attributes): boolean {
  return a.size === b.size && [...a].every(([name, value]) => areEqualIfThere(value, b.get(name)));
}

const areEqualIfThere = (a: Value, b: Value | undefined): boolean => b !== undefined && areEqual(a, b);

export type SetValue = Extract<Value, { readonly type: "SS" | "NS" | "BS" }>;

export const isSet = (value: Value): value is SetValue =>
  value.type === "SS" || value.type === "NS" || value.type === "BS";

/** Members of a set as texts that are the same where the members are. */
export function membersOf(value: SetValue): readonly string[] {
  if (value.type === "SS") return value.value;
  if (value.type === "NS") return value.value.map(printDecimal);
  return value.value.map((member) => member.toString("base64"));
}

/** The members of `a` for which `keep` holds, and those of `others` that are new. Sets are of one type. */
export function changeSet(a: SetValue, others: SetValue, how: "join" | "remove"): SetValue | undefined {
  const has = new Set(membersOf(how === "join" ? a : others));
  const from = how === "join" ? others : a;
  const texts = membersOf(from);
  const kept = (from.value as readonly SetValue["value"][number][]).filter((_, index) => !has.has(texts[index] ?? ""));
  const value = how === "join" ? [...a.value, ...kept] : kept;
  return value.length === 0 ? undefined : ({ type: a.type, value } as SetValue);
}
