import type { ExpressionForm } from "../expression-forms.ts";
import type { Scope } from "./scope.ts";

/** What a method is called on. */
export type Receiver = "text" | "list" | "number" | "boolean" | "date" | "set" | "pattern";

/** A call of a method, by which a run knows that it was generated: `slice` of a text with two arguments is `text.slice/2`. */
export function method(
  scope: Scope,
  on: readonly [kind: Receiver, source: string],
  name: string,
  ...given: readonly string[]
): string {
  return form(scope, `${on[0]}.${name}/${given.length}` as ExpressionForm, `${on[1]}.${name}(${given.join(", ")})`);
}

/** A call of a function of the language: `Math.max/2`. */
export function global(scope: Scope, name: string, ...given: readonly string[]): string {
  return form(scope, `${name}/${given.length}` as ExpressionForm, `${name}(${given.join(", ")})`);
}

/** An expression of a form, by which a run knows that it was generated. */
export function form(scope: Scope, name: ExpressionForm, source: string): string {
  scope.noteForm(name);
  return source;
}
