import type { Place, Written } from "./block.ts";
import { taskTypes } from "./contracts.ts";
import { chance, choose, pick } from "./random.ts";
import { part, type Scope } from "./scope.ts";
import { text } from "./value-type.ts";

/** `try { … } catch (error) { … }` in the forms that language.md names. */
export function tryCatch(place: Place): Written {
  const { scope } = place;
  const attempt = place.writeBlock(
    { ...place, scope: { ...scope, inTry: true }, nesting: place.nesting - 1 },
    1 + scope.random.below(3),
  );
  const lines = ["try {", ...indented(attempt.lines), ...handler(place), "}"];
  return { lines, scope };
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function handler(place: Place): string[] {
  const { random } = place.scope;
  const error = place.scope.freshName();
  const rethrow = `throw ${error};`;
  return choose(random, [
    [2, () => ["} catch {", ...indented(statements(place, place.scope))]],
    [
      3,
      () => [`} catch (${error}) {`, `  if (!${declared(place, error)}) ${rethrow}`, ...indented(caught(place, error))],
    ],
    [
      2,
      () => [
        `} catch (${error}) {`,
        `  if (${byName(place, error)}) return ${part(text, known(place, error))};`,
        `  ${rethrow}`,
      ],
    ],
    [
      2,
      () => [
        `} catch (${error}) {`,
        `  if (${declared(place, error)}) {`,
        ...indented(indented(caught(place, error))),
        `  } else if (${chance(random, 50) ? byName(place, error) : `${error} instanceof Error`}) {`,
        ...indented(indented(caught(place, error))),
        "  } else {",
        `    ${rethrow}`,
        "  }",
      ],
    ],
  ]);
}

function declared({ scope: { random } }: Place, error: string): string {
  const task = pick(
    random,
    taskTypes.filter(({ errors }) => errors.length > 0),
  );
  const name = chance(random, 60) ? `, "${pick(random, task.errors)}"` : "";
  return `isTaskError(${error}, ${task.variable}${name})`;
}

function byName({ scope: { random } }: Place, error: string): string {
  const name = pick(random, ["NotFound", "Locked", "Boom", "Stopped", "Lambda.ServiceException", "TypeError"]);
  return `${error} instanceof Error && ${error}.name === "${name}"`;
}

function known({ scope }: Place, error: string): Scope {
  const name = { source: `${error}.name`, root: error, type: text, isData: false, canNarrow: false };
  return { ...scope, references: [...scope.references, name, { ...name, source: `${error}.message` }] };
}

function caught(place: Place, error: string): readonly string[] {
  return statements(place, known(place, error));
}

function statements(place: Place, scope: Scope): readonly string[] {
  const body = place.writeBlock({ ...place, scope, nesting: place.nesting - 1 }, 1);
  const name = scope.freshName();
  if (chance(scope.random, 50)) return body.lines;
  return [...body.lines, `const ${name} = ${part(text, scope)};`, `await names({ tag: ${name} });`];
}
