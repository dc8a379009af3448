import { type Place, type Written } from "./place.ts";
import { chance, choose, pick } from "./random.ts";
import { part } from "./scope.ts";
import { randomType } from "./random-value.ts";
import { text } from "./value-type.ts";

/** A statement that leaves the block: `return`, `throw`, `break` or `continue`, as far as each has somewhere to go. */
export function jump(place: Place): string {
  const { scope, targets, isPure, returns } = place;
  const jumps = targets.length > 0 ? 6 : 0;
  return choose(scope.random, [
    [jumps, () => leaveTarget(place)],
    [returns === "none" ? 0 : 2, () => returnStatement(place)],
    [isPure ? 0 : 1, () => throwStatement(place)],
    // Nothing to leave: a statement that does nothing.
    [jumps === 0 && returns === "none" && isPure ? 1 : 0, () => "{}"],
  ]);
}

export function returnStatement({ scope, returns }: Place): string {
  scope.note("early return");
  const type = returns === "any" || returns === "none" ? randomType(scope.random, 1) : returns;
  return `return ${part(type, scope)};`;
}

export function throwStatement({ scope, inParallel }: Place): string {
  const { random, note } = scope;
  // Of several that throw side by side, the first one counts: they must not differ.
  if (inParallel) return 'throw new WorkflowError("Stopped", "stopped");';
  return choose(random, [
    [
      4,
      () => {
        note("throw a WorkflowError");
        return `throw new WorkflowError("${pick(random, ["Stopped", "NotFound", "TooLow"])}", ${part(text, scope)});`;
      },
    ],
    [
      2,
      () => {
        note("throw an Error");
        return `throw new Error(${part(text, scope)});`;
      },
    ],
    [
      2,
      () => {
        note("throw of a class");
        return `throw new ${pick(random, ["Unlucky", "OutOfReach", "LocalError"])}(${part(text, scope)});`;
      },
    ],
    [
      1,
      () => {
        note("throw of what a function makes");
        return `throw tooMuch(${part(text, scope)});`;
      },
    ],
    [
      1,
      () => {
        note("throw with a computed name");
        return `throw new WorkflowError(\`Own\${${part(text, scope)}.length}\`, ${part(text, scope)});`;
      },
    ],
  ]);
}

function leaveTarget({ scope, targets }: Place): string {
  const { random, note } = scope;
  const position = random.below(targets.length);
  const target = targets[position]!;
  const between = targets.slice(position + 1);
  const label = target.label === undefined ? "" : ` ${target.label}`;
  const isNearest = !between.some(({ kind }) => kind !== "block") && target.kind !== "block";
  const isNearestLoop = !between.some(({ kind }) => kind === "loop") && target.kind === "loop";
  if (between.some(({ kind }) => kind === "switch") && target.kind === "loop") note("jump of a loop in a switch");
  if (target.kind === "loop" && chance(random, 50) && (isNearestLoop || label !== "")) {
    const isPlain = isNearestLoop && chance(random, 50);
    note(isPlain || label === "" ? "continue" : "continue with a label");
    return `continue${isPlain ? "" : label};`;
  }
  if (!isNearest && label === "") return "{}";
  const isPlain = isNearest && chance(random, 50);
  note(isPlain || label === "" ? "break" : "break with a label");
  return `break${isPlain ? "" : label};`;
}

/** What a block is written with that a jump may leave by its label. */
export function labelled(place: Place, lines: readonly string[], label: string | undefined): Written {
  const [first, ...others] = lines;
  return { lines: label === undefined ? lines : [`${label}: ${first}`, ...others], scope: place.scope };
}
