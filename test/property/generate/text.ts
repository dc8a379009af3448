import { form, global, method } from "./form.ts";
import { orElse } from "./composite.ts";
import { listTexts } from "./list-methods.ts";
import { choose, chance, pick, times } from "./random.ts";
import { textMethods } from "./text-methods.ts";
import { nonEmptyLiteral, replacementLiteral, textLiteral, usableTexts } from "./text-literal.ts";
import { part, type Scope } from "./scope.ts";
import { boolean, list, mixed, nullable, optional, plainNumber, text, type ValueType } from "./value-type.ts";

/** The ways of making a text that no other type has. */
export function textForms(scope: Scope): string {
  const { random } = scope;
  const of = (type: ValueType): string => part(type, scope);
  const added = (left: string, right: string): string => form(scope, "text + value", `(${left} + ${right})`);
  return choose(random, [
    [4, () => form(scope, "template", template(scope))],
    [3, () => added(of(text), of(pick(random, [text, text, plainNumber, boolean, nullable(text), optional(text)])))],
    [1, () => added(of(plainNumber), of(text))],
    [
      2,
      () =>
        method(
          scope,
          ["text", of(text)],
          pick(random, ["replace", "replaceAll"]),
          nonEmptyLiteral(random),
          replacementLiteral(random),
        ),
    ],
    [
      2,
      () =>
        method(
          scope,
          ["list", of(list(pick(random, joinable)))],
          "join",
          ...(chance(random, 30) ? [] : [textLiteral(random)]),
        ),
    ],
    [1, () => global(scope, "String", of(pick(random, writable)))],
    [
      1,
      () =>
        form(
          scope,
          "typeof",
          `(typeof ${scope.references.length > 0 ? pick(random, scope.references).source : of(mixed)})`,
        ),
    ],
    [1, () => orElse(scope, text, "||", text)],
    [1, () => form(scope, "&&", `(${of(text)}.trim() && ${of(text)})`)],
    [6, () => choose(random, textMethods(scope))],
    [2, () => choose(random, listTexts(scope))],
  ]);
}

const joinable: readonly ValueType[] = [text, text, plainNumber, boolean, nullable(text), nullable(plainNumber), mixed];

/** Of a list, what is undefined is no element. */
const writable: readonly ValueType[] = [...joinable, optional(text), optional(plainNumber)];

function template(scope: Scope): string {
  const { random } = scope;
  const piece = (): string => (chance(random, 60) ? inTemplate(pick(random, usableTexts)) : "");
  const parts = times(1 + random.below(3), () => `\${${part(pick(random, writable), scope)}}${piece()}`);
  return `\`${piece()}${parts.join("")}\``;
}

function inTemplate(value: string): string {
  const escaped = JSON.stringify(value)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"');
  return escaped.replaceAll(/[`$]/g, String.raw`\$&`);
}
