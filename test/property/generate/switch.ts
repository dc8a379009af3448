import { condition } from "./boolean.ts";
import { jump } from "./jumps.ts";
import { indented, type Place, type Written } from "./place.ts";
import { chance, choose, pick, times } from "./random.ts";
import { oddTexts } from "./random-value.ts";
import { part, pure, type Scope, without } from "./scope.ts";
import { definedOf, maybe, plainNumber, text, typeText, type ValueType } from "./value-type.ts";
import { usableTexts } from "./text-literal.ts";

interface Subject {
  readonly source: string;
  readonly cases: () => string;
  /** What is known inside the clauses: TypeScript narrows what was switched on. */
  readonly scope: Scope;
}

/** A `switch` with any order of cases, with and without `break`. */
export function switchStatement(place: Place): Written {
  const { scope } = place;
  const { random, note } = scope;
  const subject = switchedOn(scope);
  const within: Place = {
    ...place,
    scope: subject.scope,
    nesting: place.nesting - 1,
    targets: [...place.targets, { kind: "switch", label: undefined }],
  };
  const count = 1 + random.below(3);
  const other = chance(random, 60) ? random.below(count + 1) : -1;
  const lines = times(count + 1, (position): readonly string[] => {
    const isLast = position === count;
    if (position === other && !isLast) note("default before a case");
    const clause = position === other ? ["default:"] : [`case ${subject.cases()}:`];
    const twin = chance(random, 15) && position !== other ? [`case ${subject.cases()}:`] : [];
    return [...clause, ...twin, ...clauseBody(within)];
  }).flat();
  return { lines: [`switch (${subject.source}) {`, ...indented(lines), "}"], scope };
}

function clauseBody(place: Place): readonly string[] {
  const { random, note } = place.scope;
  if (chance(random, 10)) return [];
  const body = place.writeBlock(place, 1);
  const end = choose<readonly string[]>(random, [
    [5, () => ["break;"]],
    [2, () => [jump({ ...place, scope: pure(place.scope) })]],
    [
      2,
      () => {
        note("fallthrough");
        return [];
      },
    ],
  ]);
  // What a clause declares is visible in those after it, so it has braces of its own.
  return indented(["{", ...indented([...body.lines, ...(body.ends === true ? [] : end)]), "}"]);
}

function switchedOn(scope: Scope): Subject {
  const { random, note } = scope;
  const quiet = pure(scope);
  return choose<Subject>(random, [
    [
      4,
      () => {
        note("switch on a text");
        return of(text, () => JSON.stringify(pick(random, [...usableTexts, "a", "b", "id"])), scope);
      },
    ],
    [
      3,
      () => {
        note("switch on a number");
        return of(plainNumber, () => pick(random, ["0", "1", "2", "-1", "0.5", "3"]), scope);
      },
    ],
    [
      2,
      () => {
        note("case null");
        const type = maybe(text, { isNull: true, isUndefined: chance(random, 50) });
        return of(
          type,
          () => (chance(random, 40) ? "null" : JSON.stringify(pick(random, oddTexts.slice(0, 12)))),
          scope,
        );
      },
    ],
    [
      2,
      () => {
        note("switch true");
        return { source: "true", cases: () => `same<boolean>(${condition(quiet)} ? true : false)`, scope };
      },
    ],
  ]);
}

function of(type: ValueType, cases: () => string, scope: Scope): Subject {
  const { random } = scope;
  const references = scope.references.filter(
    (reference) => reference.type.kind === type.kind && definedOf(reference.type).kind === definedOf(type).kind,
  );
  if (references.length > 0 && chance(random, 60)) {
    const reference = pick(random, references);
    return { source: reference.source, cases, scope: without(scope, reference) };
  }
  return { source: `same<${typeText(type)}>(${part(type, scope)})`, cases, scope };
}
