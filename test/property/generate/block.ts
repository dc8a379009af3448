import { condition, presenceTest } from "./boolean.ts";
import { awsCall, callbackCall, contextRead, emitCall, sleepCall, taskCall, workflowCall } from "./calls.ts";
import { functionCall, functionDeclaration, importedCall } from "./functions.ts";
import { jump } from "./jumps.ts";
import { labelledBlock, loop, pureLoop } from "./loops.ts";
import { mutable, mutation } from "./mutations.ts";
import { inner, only, type Place, type Written } from "./place.ts";
import { awaitedBranches, awaitedIterations } from "./promise-all.ts";
import { chance, choose, pick } from "./random.ts";
import { narrowed, pure, type Reference, type Scope, without } from "./scope.ts";
import { setStatements } from "./sets.ts";
import { startedCalls } from "./started.ts";
import { switchStatement } from "./switch.ts";
import { tryCatch } from "./try-catch.ts";
import { assignment, constant, destructuring, furtherAssignment, laterAssigned, variable } from "./variables.ts";

export function writeBlock(place: Place, count: number): Written {
  let { scope } = place;
  const lines: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const written = statement({ ...place, scope });
    lines.push(...written.lines);
    ({ scope } = written);
    if (written.ends === true) return { lines, scope, ends: true };
  }
  return { lines, scope };
}

function statement(place: Place): Written {
  const { scope, nesting, isPure } = place;
  const deep = nesting > 0 ? 1 : 0;
  const effects = scope.canAwait && !isPure ? 1 : 0;
  const states = isPure ? 0 : deep;
  const callable = scope.functions.some(
    ({ kind, isAlone }) =>
      (kind === "pure" || !isPure) && (scope.canAwait || kind !== "async") && !(place.inParallel && isAlone),
  );
  return choose<Written>(scope.random, [
    [3, () => constant(place)],
    [2, () => variable(place)],
    [isPure ? 0 : 2, () => laterAssigned(place)],
    [scope.assignables.length > 0 ? 5 : 0, () => assignment(place)],
    [scope.assignables.length > 0 && !isPure ? 2 : 0, () => furtherAssignment(place)],
    [2, () => destructuring(place)],
    [2, () => mutable(place)],
    [scope.mutables.length > 0 ? 5 : 0, () => mutation(place)],
    [isPure ? 0 : 1, () => setStatements(place)],
    [6 * effects, () => taskCall(place)],
    [2 * effects, () => emitCall(place)],
    [1 * effects, () => sleepCall(place)],
    [1 * effects, () => awsCall(place)],
    [1 * effects, () => workflowCall(place)],
    [1 * effects, () => contextRead(place)],
    // Tokens are numbered in the order of the calls, which differs where several run side by side.
    [place.inParallel ? 0 : 1 * effects, () => callbackCall(place)],
    [3 * deep, () => ifStatement(place)],
    [2, () => guard(place)],
    [3 * states, () => tryCatch(place)],
    [3 * states, () => loop(place)],
    [3 * (isPure ? 0 : deep), () => pureLoop(place)],
    [1 * states, () => labelledBlock(place)],
    [2 * states, () => switchStatement(place)],
    [2 * states * effects, () => awaitedBranches(place)],
    [2 * states * effects, () => awaitedIterations(place)],
    [1 * states * effects, () => startedCalls(place)],
    [1 * states, () => functionDeclaration(place, false)],
    [callable && !isPure ? 4 : 0, () => functionCall(place)],
    [1, () => importedCall(place)],
  ]);
}

/** `if (…) return …;` and its kind, after which a path may be known to be there. */
function guard(place: Place): Written {
  const { scope } = place;
  const reference = narrowable(scope);
  const quiet = { ...place, scope: pure(scope) };
  if (reference === undefined || place.isPure || place.returns === "none" || chance(scope.random, 60))
    return only(place, `if (${condition(pure(scope))}) ${jump(quiet)}`);
  scope.note("if that narrows");
  const leave = jump({ ...quiet, scope: without(quiet.scope, reference) });
  if (leave === "{}") return only(place);
  return { lines: [`if (${absenceTest(reference)}) ${leave}`], scope: narrowed(scope, reference) };
}

function narrowable({ random, references }: Scope): Reference | undefined {
  const found = references.filter(({ canNarrow, type }) => canNarrow && type.kind === "maybe");
  return found.length > 0 ? pick(random, found) : undefined;
}

function absenceTest({ source, type }: Reference): string {
  const isBoth = type.kind === "maybe" && type.isNull && type.isUndefined;
  if (isBoth) return `${source} == null`;
  return type.kind === "maybe" && type.isNull ? `${source} === null` : `${source} === undefined`;
}

function ifStatement(place: Place): Written {
  const { scope } = place;
  const { random, note } = scope;
  note("if");
  const arm = (within: Scope = scope): string[] => inner({ ...place, scope: within }, 1 + random.below(2));
  const reference = narrowable(scope);
  if (reference !== undefined && chance(random, 35)) {
    note("if that narrows");
    const test = chance(random, 50) ? presenceTest(reference) : `${reference.source} != null`;
    return only(
      place,
      `if (${test}) {`,
      ...arm(narrowed(scope, reference)),
      "} else {",
      ...arm(without(scope, reference)),
      "}",
    );
  }
  const lines = [`if (${condition(scope)}) {`, ...arm()];
  if (chance(random, 40)) {
    note("else if");
    lines.push(`} else if (${condition(pure(scope))}) {`, ...arm());
  }
  if (chance(random, 50)) {
    note("else");
    lines.push("} else {", ...arm());
  }
  return only(place, ...lines, "}");
}
