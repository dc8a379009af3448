import { part, type Scope } from "./scope.ts";
import { list, typeText, type ValueType } from "./value-type.ts";

/** A list as what a method is called on: there TypeScript expects no type, so literals would have narrower ones. */
export function receiver(element: ValueType, scope: Scope): string {
  const source = part(list(element), scope);
  if (!isFragile(element)) return source;
  const wanted = typeText(list(element));
  const isKnown = scope.references.some(({ source: read, type }) => read === source && typeText(type) === wanted);
  return isKnown ? source : `same<${wanted}>(${source})`;
}

function isFragile(type: ValueType): boolean {
  if (type.kind === "list") return isFragile(type.element);
  return type.kind !== "text" && type.kind !== "number" && type.kind !== "boolean";
}
