import { inner as block, indented, type Place, type Written } from "./place.ts";
import { taskTypes } from "./contracts.ts";
import { jump } from "./jumps.ts";
import { chance, choose, pick } from "./random.ts";
import { part, pure, type Scope } from "./scope.ts";
import { text } from "./value-type.ts";

/** `try` with `catch`, `finally` or both, in the forms that language.md names. */
export function tryCatch(place: Place): Written {
  const { scope } = place;
  const { random, note } = scope;
  note(scope.inTry ? "nested try" : "try");
  const attempt = place.writeBlock(
    { ...place, scope: { ...scope, inTry: true }, nesting: place.nesting - 1 },
    1 + random.below(3),
  );
  const hasFinally = chance(random, 35);
  const hasCatch = !hasFinally || chance(random, 60);
  for (const line of attempt.lines) noteJump(line, place, "try");
  return {
    lines: [
      "try {",
      ...indented(attempt.lines),
      ...(hasCatch ? handler(place) : []),
      ...(hasFinally ? finallyBlock(place) : []),
      "}",
    ],
    scope,
  };
}

function noteJump(line: string, { scope: { note } }: Place, where: "try" | "finally"): void {
  if (/\breturn\b/.test(line)) note(`return in a ${where}`);
  if (/\b(break|continue)\b/.test(line)) note(`jump in a ${where}`);
  if (/\bthrow\b/.test(line)) note(`throw in a ${where}`);
}

function finallyBlock(place: Place): string[] {
  const { scope } = place;
  scope.note("finally");
  const lines = block({ ...place, nesting: Math.min(place.nesting, 1) }, 1);
  if (chance(scope.random, 35))
    lines.push(`  if (same(${part({ kind: "boolean" }, pure(scope))})) ${jump({ ...place, scope: pure(scope) })}`);
  for (const line of lines) noteJump(line, place, "finally");
  return ["} finally {", ...lines];
}

function handler(place: Place): string[] {
  const { random, note } = place.scope;
  const error = place.scope.freshName();
  const rethrow = `throw ${error};`;
  const rethrown = (): string => {
    note("rethrow");
    return rethrow;
  };
  return choose(random, [
    [2, () => ["} catch {", ...indented(statements(place, place.scope))]],
    [
      3,
      () => [
        `} catch (${error}) {`,
        `  if (!${declared(place, error)}) ${rethrown()}`,
        ...indented(caught(place, error)),
      ],
    ],
    [
      place.returns === "none" ? 0 : 2,
      () => [
        `} catch (${error}) {`,
        `  if (${byName(place, error)}) return ${part(place.returns === "any" || place.returns === "none" ? text : place.returns, known(place, error))};`,
        `  ${rethrown()}`,
      ],
    ],
    [2, () => chain(place, error, rethrown())],
    [1, () => switched(place, error, rethrown())],
    [
      1,
      () => [
        `} catch (${error}) {`,
        `  if (!(${error} instanceof Error)) ${rethrown()}`,
        ...indented(caught(place, error)),
      ],
    ],
  ]);
}

function chain(place: Place, error: string, rethrow: string): string[] {
  const { random } = place.scope;
  return [
    `} catch (${error}) {`,
    `  if (${declared(place, error)}) {`,
    ...indented(indented(caught(place, error))),
    `  } else if (${chance(random, 50) ? byName(place, error) : `${error} instanceof Error`}) {`,
    ...indented(indented(caught(place, error))),
    "  } else {",
    `    ${rethrow}`,
    "  }",
  ];
}

function switched(place: Place, error: string, rethrow: string): string[] {
  const { random, note } = place.scope;
  note("switch on an error's name");
  return [
    `} catch (${error}) {`,
    `  if (!(${error} instanceof Error)) ${rethrow}`,
    `  switch (${error}.name) {`,
    `    case "${pick(random, names)}":`,
    ...(chance(random, 30) ? [`    case "${pick(random, names)}":`] : []),
    "    {",
    ...indented(indented(indented(caught(place, error, 0)))),
    ...(chance(random, 70) ? ["      break;"] : []),
    "    }",
    "    default:",
    `      ${chance(random, 60) ? rethrow : "break;"}`,
    "  }",
  ];
}

const names = ["NotFound", "Locked", "Boom", "Stopped", "Lambda.ServiceException", "TypeError", "TooLow", "Unlucky"];

function declared({ scope: { random, note } }: Place, error: string): string {
  if (chance(random, 12)) {
    note("aws error name");
    return `isAwsError(${error}, dynamodb.putItem, "ConditionalCheckFailedException")`;
  }
  note("declared error");
  const task = pick(
    random,
    taskTypes.filter(({ errors }) => errors.length > 0),
  );
  const name = chance(random, 60) ? `, "${pick(random, task.errors)}"` : "";
  return `isTaskError(${error}, ${task.variable}${name})`;
}

function byName({ scope: { random, note } }: Place, error: string): string {
  if (chance(random, 30)) {
    note("error by class");
    return `${error} instanceof ${pick(random, ["Unlucky", "OutOfReach", "LocalError"])}`;
  }
  note("error by name");
  return `${error} instanceof Error && ${error}.name === "${pick(random, names)}"`;
}

function known({ scope }: Place, error: string): Scope {
  const name = { source: `${error}.name`, root: error, type: text, isData: false, canNarrow: false, isNarrowed: true };
  const others = [`${error}.message`, `described(${error})`, `(${error} as Error).name`].map((source) => ({
    ...name,
    source,
  }));
  return { ...scope, references: [...scope.references, name, ...others] };
}

function caught(place: Place, error: string, nesting = place.nesting - 1): readonly string[] {
  return statements({ ...place, nesting: nesting + 1 }, known(place, error));
}

function statements(place: Place, scope: Scope): readonly string[] {
  const body = place.writeBlock({ ...place, scope, nesting: place.nesting - 1 }, 1);
  const name = scope.freshName();
  if (body.ends === true || !scope.canAwait || chance(scope.random, 50)) return body.lines;
  return [...body.lines, `const ${name}: string = ${part(text, body.scope)};`, `await names({ tag: ${name} });`];
}
