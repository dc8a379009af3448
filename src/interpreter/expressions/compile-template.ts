import { expressionSource } from "#asl";
import type { Json } from "#asl";
import { ExpressionFailure } from "./closures/failures.ts";
import type { Expression } from "./expression.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { toJson } from "./to-json.ts";

/** Fills a field's template in at once; throws where one of its expressions fails, or needs the reference. */
export type FillNow = (scope: ExpressionScope) => Json;

/** Compiles the templates of a definition, each when it is first met; undefined for one that only the reference can fill in. */
export function createTemplates(expressions: ReadonlyMap<string, Expression>): (template: Json) => FillNow | undefined {
  const compiled = new Map<Json, FillNow | undefined>();
  return (template) => {
    const known = compiled.get(template);
    if (known !== undefined || compiled.has(template)) return known;
    const made = compileTemplate(template, expressions);
    compiled.set(template, made);
    return made;
  };
}

function compileTemplate(template: Json, expressions: ReadonlyMap<string, Expression>): FillNow | undefined {
  if (typeof template === "string") return compileText(template, expressions);
  if (template === null || typeof template !== "object") return () => template;
  if (Array.isArray(template)) {
    const elements: readonly (FillNow | undefined)[] = template.map((element: Json) =>
      compileTemplate(element, expressions),
    );
    return areAll(elements) ? (scope) => elements.map((fill) => fill(scope)) : undefined;
  }
  const keys = Object.keys(template);
  const members = Object.values(template).map((member) => compileTemplate(member as Json, expressions));
  if (!areAll(members)) return undefined;
  return (scope) => {
    const filled: Record<string, Json> = {};
    for (let index = 0; index < keys.length; index++) filled[keys[index]!] = members[index]!(scope);
    return filled;
  };
}

function compileText(text: string, expressions: ReadonlyMap<string, Expression>): FillNow | undefined {
  const source = expressionSource(text);
  if (source === undefined) return () => text;
  const evaluateNow = expressions.get(source)?.evaluateNow;
  if (evaluateNow === undefined) return undefined;
  return (scope) => {
    const value = toJson(evaluateNow(scope));
    if (value === undefined) throw new ExpressionFailure();
    return value;
  };
}

function areAll(fills: readonly (FillNow | undefined)[]): fills is readonly FillNow[] {
  return !fills.includes(undefined);
}
