import { isRecord } from "../is-record.ts";
import type { Json } from "#asl";
import type { PathToken } from "./path-token.ts";
import { elementOf, propertyOf } from "./select-values.ts";
import { typeName } from "../type-name.ts";

/** Says where a definite path ended, in the words of Jayway's JsonPath as AWS shows them. */
export function describeMissing(root: Json | undefined, tokens: readonly PathToken[]): string {
  let current = root;
  for (const [position, token] of tokens.entries()) {
    const place = normalized(tokens.slice(0, position));
    const fragment = fragmentOf(token);
    const isLast = position === tokens.length - 1;
    if (token.kind === "indexes") {
      if (!Array.isArray(current)) {
        return `Filter: ${fragment} can only be applied to arrays. Current context is: ${JSON.stringify(current)}`;
      }
      current = elementOf(current, token.indexes[0] ?? 0);
    } else if (token.kind === "properties") {
      if (!isRecord(current)) {
        return `Expected to find an object with property ${fragment} in path ${place} but found '${typeName(current)}'.`;
      }
      current = propertyOf(current, token.names[0] ?? "");
      if (current === undefined && !isLast) return `Missing property in path ${place}${fragment}`;
    }
    if (current === undefined) break;
  }
  return `No results for path: ${normalized(tokens)}`;
}

function normalized(tokens: readonly PathToken[]): string {
  return `$${tokens.map(fragmentOf).join("")}`;
}

function fragmentOf(token: PathToken): string {
  switch (token.kind) {
    case "properties":
      return `[${token.names.map((name) => `'${name}'`).join(",")}]`;
    case "indexes":
      return `[${token.indexes.join(",")}]`;
    case "slice":
      return `[${token.from ?? ""}:${token.to ?? ""}]`;
    case "wildcard":
      return "[*]";
    case "descent":
      return "..";
    case "filter":
      return "[?]";
    default:
      return `.${token.name}()`;
  }
}
