import { bind, insideFunction, part, pure, type Scope } from "./scope.ts";
import { memberType, plainNumber, type ValueType } from "./value-type.ts";

/** `(item, index) => …`, also with the item taken apart, or with constants and a return. */
export function callback(scope: Scope, element: ValueType, body: (inner: Scope) => string): string {
  const { random } = scope;
  const { pattern, inner } = parameter(insideFunction(pure(scope)), element);
  const index = random.below(5) === 0 ? scope.freshName() : undefined;
  const whole = index === undefined ? inner : bind(inner, { name: index, type: plainNumber });
  const parameters = index === undefined ? pattern : `${pattern}, ${index}`;
  if (random.below(6) > 0) return `(${parameters}) => ${body(whole)}`;
  const name = scope.freshName();
  const value = part(plainNumber, whole);
  return `(${parameters}) => { const ${name} = ${value}; return ${body(bind(whole, { name, type: plainNumber }))}; }`;
}

function parameter(scope: Scope, element: ValueType): { readonly pattern: string; readonly inner: Scope } {
  if (element.kind === "object" && scope.random.below(3) === 0) {
    const members = Object.entries(element.members).slice(0, 2);
    const named = members.map(([key, member]) => ({ key, member, name: scope.freshName() }));
    const pattern = `{ ${named.map(({ key, name }) => `${JSON.stringify(key)}: ${name}`).join(", ")} }`;
    const inner = named.reduce((sofar, { name, member }) => bind(sofar, { name, type: memberType(member) }), scope);
    return { pattern, inner };
  }
  const name = scope.freshName();
  return { pattern: name, inner: bind(scope, { name, type: element }) };
}
