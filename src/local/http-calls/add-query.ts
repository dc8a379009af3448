import type { Json } from "#asl";
import { encodeForm } from "./encode-form.ts";

/** Puts parameters behind the query that a URL has. */
export function addQuery(url: URL, parameters: Readonly<Record<string, Json>>): void {
  const added = encodeForm(parameters, "REPEAT");
  url.search = [url.search.slice(1), added].filter((part) => part !== "").join("&");
}
