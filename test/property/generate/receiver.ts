import { part, type Scope } from "./scope.ts";
import { definedOf, list, typeText, type ValueType } from "./value-type.ts";

/** A list as what a method is called on: there TypeScript expects no type, so literals would have narrower ones. */
export function receiver(element: ValueType, scope: Scope): string {
  const source = part(list(element), scope);
  const wanted = typeText(list(element));
  const reference = scope.references.find((each) => each.source === source);
  const isExact = reference === undefined ? !isFragile(element, scope) : typeText(reference.type) === wanted;
  return isExact ? source : `same<${wanted}>(${source})`;
}

function isFragile(type: ValueType, scope: Scope): boolean {
  if (type.kind === "list") return isFragile(type.element, scope);
  // A list of nothing but members of an enumeration is a list of that enumeration.
  if (type.kind === "text") return scope.references.some((reference) => definedOf(reference.type).kind === "enum");
  return type.kind !== "number" && type.kind !== "boolean";
}
