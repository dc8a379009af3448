import type { Json } from "#asl";
import { readerFailure } from "./reader-failure.ts";

/** What a JSON Pointer (RFC 6901) leads to, for instance `/data/products`; throws `TaskFailure` where it leads nowhere. */
export function itemsAtPointer(document: Json, pointer: string): Json {
  if (pointer === "") return document;
  if (!pointer.startsWith("/")) throw readerFailure(`The ItemsPointer '${pointer}' must begin with '/'.`);
  const names = pointer
    .slice(1)
    .split("/")
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
  return names.reduce((value, name) => {
    const inner = memberOf(value, name);
    if (inner === undefined) throw readerFailure(`The ItemsPointer '${pointer}' leads to nothing in the file.`);
    return inner;
  }, document);
}

function memberOf(value: Json, name: string): Json | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  // An array has members beside its elements.
  if (Array.isArray(value) && !/^(?:0|[1-9]\d*)$/u.test(name)) return undefined;
  return Object.hasOwn(value, name) ? (value as Readonly<Record<string, Json>>)[name] : undefined;
}
