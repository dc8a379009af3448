import { bind, insideFunction, part, pure, type Scope } from "./scope.ts";
import { boolean, list, memberType, plainNumber, type ValueType } from "./value-type.ts";

/** `(item, index) => …`, also with the item taken apart, or with constants and a return. */
export function callback(
  scope: Scope,
  element: ValueType,
  body: (inner: Scope) => string,
  { isOfList = true }: { readonly isOfList?: boolean } = {},
): string {
  const { random } = scope;
  const { pattern, inner } = parameter(insideFunction(pure(scope)), element);
  const index = random.below(5) === 0 ? scope.freshName() : undefined;
  const withIndex = index === undefined ? inner : bind(inner, { name: index, type: plainNumber });
  const all = index !== undefined && isOfList && random.below(2) === 0 ? scope.freshName() : undefined;
  const whole = all === undefined ? withIndex : bind(withIndex, { name: all, type: list(element) });
  const parameters = [pattern, index, all].filter((each) => each !== undefined).join(", ");
  scope.noteForm(all !== undefined ? "callback of all" : index !== undefined ? "callback of an index" : "callback");
  if (random.below(6) > 0) return `(${parameters}) => ${body(whole)}`;
  scope.noteForm("callback of statements");
  const name = scope.freshName();
  if (random.below(3) === 0) {
    scope.noteForm("callback with an early return");
    const test = part(boolean, whole);
    return `(${parameters}) => { if (same(${test})) return ${body(whole)}; return ${body(whole)}; }`;
  }
  const value = part(plainNumber, whole);
  return `(${parameters}) => { const ${name} = ${value}; return ${body(bind(whole, { name, type: plainNumber }))}; }`;
}

function parameter(scope: Scope, element: ValueType): { readonly pattern: string; readonly inner: Scope } {
  if (element.kind === "object" && scope.random.below(3) === 0) {
    scope.noteForm("callback of a pattern");
    const members = Object.entries(element.members).slice(0, 2);
    const named = members.map(([key, member]) => ({ key, member, name: scope.freshName() }));
    const pattern = `{ ${named.map(({ key, name }) => `${JSON.stringify(key)}: ${name}`).join(", ")} }`;
    const inner = named.reduce((sofar, { name, member }) => bind(sofar, { name, type: memberType(member) }), scope);
    return { pattern, inner };
  }
  const name = scope.freshName();
  return { pattern: name, inner: bind(scope, { name, type: element }) };
}
