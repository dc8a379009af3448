import { booleanForms, condition, presenceTest } from "./boolean.ts";
import { listForms, listLiteral, maybeForms, mixedForms, objectForms, orElse, recordForms } from "./composite.ts";
import { form } from "./form.ts";
import { numberForms, numberLiteral } from "./number.ts";
import { choose, chance, pick } from "./random.ts";
import { recordKeys } from "./random-value.ts";
import { type Callable, narrowed, part, pure, type Scope, without } from "./scope.ts";
import { awaitedTask } from "./task-call.ts";
import { textForms } from "./text.ts";
import { textLiteral } from "./text-literal.ts";
import { fits, memberType, type ValueType } from "./value-type.ts";

/** Writes an expression of a type over what is in scope, mostly one that TypeScript accepts. */
export function writeExpression(type: ValueType, scope: Scope): string {
  const { random } = scope;
  const candidates = scope.references.filter((reference) => fits(reference.type, type));
  const reference = (): string => pick(random, candidates).source;
  if (scope.depth <= 0) return candidates.length > 0 && chance(random, 80) ? reference() : leaf(type, scope);
  const awaited = scope.canAwait && chance(random, 6) ? awaitedTask(type, scope) : undefined;
  if (awaited !== undefined) return awaited;
  const callable = scope.functions.filter(({ kind, result }) => kind === "pure" && fits(result, type));
  const narrowable = scope.references.filter(({ canNarrow, type: { kind } }) => canNarrow && kind === "maybe");
  return choose(random, [
    [candidates.length > 0 ? 6 : 0, reference],
    [1, () => leaf(type, scope)],
    [8, () => forms(type, scope)],
    [1, () => form(scope, "?:", `(${condition(scope)} ? ${part(type, scope)} : ${part(type, scope)})`)],
    [1, () => claimed(type, scope)],
    [
      1,
      () => form(scope, "a, b", `(same<string>(${part({ kind: "text" }, pure(scope))}), ${part(type, pure(scope))})`),
    ],
    [1, () => orElse(scope, type, "??", type)],
    [callable.length > 0 ? 2 : 0, () => call(pick(random, callable), scope)],
    [narrowable.length > 0 ? 2 : 0, () => whereNarrowed(type, scope, pick(random, narrowable))],
  ]);
}

function call({ name, parameters, required }: Callable, scope: Scope): string {
  const count = required + scope.random.below(parameters.length - required + 1);
  return `${name}(${parameters
    .slice(0, count)
    .map((type) => part(type, pure(scope)))
    .join(", ")})`;
}

/** An element that is claimed to be there, where it is. */
function claimed(type: ValueType, scope: Scope): string {
  // What may be null would be claimed not to be, too.
  const lists = scope.references.filter(
    ({ type: list }) =>
      list.kind === "list" && !["maybe", "mixed"].includes(list.element.kind) && fits(list.element, type),
  );
  if (lists.length === 0 || scope.isSafe === true) return leaf(type, scope);
  const { source } = pick(scope.random, lists);
  const there = pick(scope.random, [`${source}[0]!`, `${source}[${source}.length - 1]!`]);
  return form(scope, "xs[i]!", `(${source}.length > 0 ? ${there} : ${part(type, scope)})`);
}

function whereNarrowed(type: ValueType, scope: Scope, reference: Scope["references"][number]): string {
  const whenPresent = part(type, narrowed(scope, reference));
  return `(${presenceTest(reference)} ? ${whenPresent} : ${part(type, without(scope, reference))})`;
}

function forms(type: ValueType, scope: Scope): string {
  switch (type.kind) {
    case "text":
      return textForms(scope);
    case "number":
      return numberForms(scope, type.isPlain);
    case "boolean":
      return booleanForms(scope);
    case "enum":
      return leaf(type, scope);
    case "mixed":
      return mixedForms(scope);
    case "list":
      return listForms(scope, type.element);
    case "object":
      return objectForms(scope, type.members);
    case "record":
      return recordForms(scope, type.value);
    default:
      return maybeForms(scope, type);
  }
}

/** What ends an expression: a literal. */
function leaf(type: ValueType, scope: Scope): string {
  const { random } = scope;
  switch (type.kind) {
    case "text":
    case "mixed":
      return textLiteral(random);
    case "number":
      return numberLiteral(scope, type.isPlain);
    case "boolean":
      return pick(random, ["true", "false"]);
    case "enum":
      return JSON.stringify(pick(random, type.values));
    case "list":
      return listLiteral({ ...scope, depth: 0 }, type.element);
    case "record":
      return `({ [String(${JSON.stringify(pick(random, recordKeys))})]: ${leaf(type.value, scope)} })`;
    case "maybe":
      return leaf(type.inner, scope);
    default: {
      const members = Object.entries(type.members).filter(([, { isOptional }]) => !isOptional || chance(random, 50));
      return `({ ${members.map(([name, member]) => `${JSON.stringify(name)}: ${leaf(memberType(member), scope)}`).join(", ")} })`;
    }
  }
}
