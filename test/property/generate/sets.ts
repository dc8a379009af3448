import { condition } from "./boolean.ts";
import type { Place, Written } from "./place.ts";
import { chance, pick } from "./random.ts";
import { receiver } from "./receiver.ts";
import { bind, part, pure, type Scope } from "./scope.ts";
import { boolean, list, nullable, plainNumber, text, typeText, type ValueType } from "./value-type.ts";

const types: readonly ValueType[] = [text, text, plainNumber, nullable(text)];

/** A Set that is made, changed, perhaps kept over other statements, changed again and read. */
export function setStatements(place: Place): Written {
  const { random } = place.scope;
  const type = pick(random, types);
  const name = place.scope.freshName();
  const start = chance(random, 50) ? "" : receiver(type, pure(place.scope));
  const made = `const ${name} = new Set<${typeText(type)}>(${start});`;
  const first = changed(name, type, place.scope);
  const between = chance(random, 40) ? place.writeBlock(place, 1) : { lines: [], scope: first.scope };
  const sofar = [made, ...first.lines, ...between.lines];
  if ("ends" in between && between.ends === true) return { ...between, lines: sofar };
  const scope = between.lines.length > 0 ? between.scope : first.scope;
  const second = changed(name, type, scope);
  const [elements, size] = [scope.freshName(), scope.freshName()];
  const looped = overSet(name, second.scope);
  const known = bind(bind(looped.scope, { name: elements, type: list(type) }), { name: size, type: plainNumber });
  return {
    lines: [
      ...sofar,
      ...second.lines,
      ...looped.lines,
      `const ${elements}: ${typeText(list(type))} = [...${name}];`,
      `const ${size}: number = ${name}.size;`,
    ],
    scope: known,
  };
}

function changed(name: string, type: ValueType, scope: Scope): Written {
  const { random, note } = scope;
  const value = (): string => part(type, pure(scope));
  switch (random.below(5)) {
    case 0: {
      note("set delete");
      const was = scope.freshName();
      return {
        lines: [`const ${was}: boolean = ${name}.delete(${value()});`],
        scope: bind(scope, { name: was, type: boolean, canNarrow: false }),
      };
    }
    case 1:
      note("set clear");
      return { lines: [`if (${condition(pure(scope))}) ${name}.clear();`], scope };
    case 2: {
      note("set add");
      const [item, test] = [scope.freshName(), scope.freshName()];
      const source = receiver(type, pure(scope));
      const lines = [
        `let ${test} = 0;`,
        `for (const ${item} of ${source}) {`,
        `  if (${name}.has(${item})) ${test} += 1;`,
        `  ${name}.add(${item});`,
        "}",
      ];
      return { lines, scope: bind(scope, { name: test, type: plainNumber, canNarrow: false }) };
    }
    default:
      note("set add");
      return { lines: [`${name}.add(${value()});`], scope };
  }
}

function overSet(name: string, scope: Scope): Written {
  if (!chance(scope.random, 40)) return { lines: [], scope };
  scope.note("for of over a Set");
  const [item, count] = [scope.freshName(), scope.freshName()];
  return {
    lines: [`let ${count} = 0;`, `for (const ${item} of ${name}) if (${item} !== null) ${count} += 1;`],
    scope: bind(scope, { name: count, type: plainNumber, canNarrow: false }),
  };
}
