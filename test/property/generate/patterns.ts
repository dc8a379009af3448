import { chance } from "./random.ts";
import { bind, part, type Scope, safe } from "./scope.ts";
import { list, memberType, optional, type ObjectType, type ValueType } from "./value-type.ts";

interface Pattern {
  readonly source: string;
  readonly scope: Scope;
}

/** What takes a value of a type apart in a declaration, with the names in scope. */
export function pattern(type: ValueType, scope: Scope, isData = false): Pattern {
  if (type.kind === "object") return objectPattern(type, scope, isData);
  if (type.kind === "list") return listPattern(type.element, scope);
  const name = scope.freshName();
  return { source: name, scope: bind(scope, { name, type, isData }) };
}

function objectPattern({ members }: ObjectType, scope: Scope, isData: boolean): Pattern {
  const { random, note } = scope;
  note("object destructuring");
  const entries = Object.entries(members);
  const hasRest = entries.length > 1 && chance(random, 35);
  const taken = hasRest ? entries.slice(0, 1) : entries.slice(0, 3);
  let after = scope;
  const parts = taken.map(([key, member]) => {
    const nests = !member.isOptional && (member.type.kind === "object" || member.type.kind === "list");
    if (nests && chance(random, 40)) {
      note("nested pattern");
      const inside = pattern(member.type, after, isData);
      after = inside.scope;
      return `${JSON.stringify(key)}: ${inside.source}`;
    }
    const name = scope.freshName();
    const hasDefault = member.isOptional && chance(random, 60);
    if (hasDefault) note("default in a pattern");
    const fallback = hasDefault ? ` = ${part(member.type, safe(scope))}` : "";
    after = bind(after, { name, type: hasDefault ? member.type : memberType(member), isData });
    return `${JSON.stringify(key)}: ${name}${fallback}`;
  });
  if (!hasRest) return { source: `{ ${parts.join(", ")} }`, scope: after };
  note("rest in a pattern");
  const rest = scope.freshName();
  const others = Object.fromEntries(entries.slice(1));
  return {
    source: `{ ${[...parts, `...${rest}`].join(", ")} }`,
    scope: bind(after, { name: rest, type: { kind: "object", members: others } }),
  };
}

function listPattern(element: ValueType, scope: Scope): Pattern {
  const { random, note } = scope;
  note("array destructuring");
  const [first, second] = [scope.freshName(), scope.freshName()];
  const hasDefault = chance(random, 30);
  if (hasDefault) note("default in a pattern");
  const fallback = hasDefault ? ` = ${part(element, safe(scope))}` : "";
  const after = bind(scope, { name: first, type: hasDefault ? element : optional(element) });
  const hasRest = chance(random, 50);
  if (hasRest) note("rest in a pattern");
  const skipped = chance(random, 15) ? ", " : "";
  return hasRest
    ? {
        source: `[${skipped}${first}${fallback}, ...${second}]`,
        scope: bind(after, { name: second, type: list(element) }),
      }
    : {
        source: `[${skipped}${first}${fallback}, ${second}]`,
        scope: bind(after, { name: second, type: optional(element) }),
      };
}
