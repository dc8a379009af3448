import { method } from "./form.ts";
import { chance, pick } from "./random.ts";
import { receiver } from "./receiver.ts";
import type { Scope } from "./scope.ts";
import type { ValueType } from "./value-type.ts";

/** A sorted list. A comparator must not contradict itself, or what comes of it depends on the engine. */
export function sorted(scope: Scope, element: ValueType): string {
  const { random } = scope;
  const { kind } = element;
  const names = [scope.freshName(), scope.freshName()] as const;
  const comparator = `(${names.join(", ")}) => ${pick(random, comparators(kind, names))}`;
  const isByText = ["text", "mixed", "boolean"].includes(kind) || (element.kind === "number" && element.isPlain);
  const given = isByText && chance(random, 40) ? [] : [comparator];
  const source = receiver(element, scope);
  return chance(random, 50)
    ? method(scope, ["list", source], "toSorted", ...given)
    : method(scope, ["list", `[...${source}]`], "sort", ...given);
}

function comparators(kind: ValueType["kind"], [left, right]: readonly [string, string]): readonly string[] {
  const byCode = `(${left} < ${right} ? -1 : ${left} > ${right} ? 1 : 0)`;
  switch (kind) {
    case "number":
      return [
        `${left} - ${right}`,
        `${right} - ${left}`,
        `Math.abs(${left}) - Math.abs(${right})`,
        `(${left} < ${right} ? -1 : 1)`,
      ];
    case "text":
    case "enum":
      return [
        byCode,
        `-${byCode}`,
        `${left}.length - ${right}.length`,
        `${left}.length - ${right}.length || ${byCode}`,
      ];
    case "list":
      return [`${left}.length - ${right}.length`];
    default:
      return ["0"];
  }
}
