import type { Json } from "#authoring";
import type { ExpressionForm } from "../expression-forms.ts";
import { writeExpression } from "./expression.ts";
import { newNames } from "./names.ts";
import { chance, pick, type Random, times } from "./random.ts";
import { randomObjectType, randomType, randomValue } from "./random-value.ts";
import { bind, type Scope } from "./scope.ts";
import { maybe, type Members, memberType, type ObjectType, schemaText } from "./value-type.ts";

/** Expressions over the same input; one workflow computes them all. */
export interface ExpressionProgram {
  readonly inputType: ObjectType;
  /** The workflow's parameter, which takes the input apart. */
  readonly parameter: string;
  readonly expressions: readonly Expression[];
  readonly inputs: readonly Json[];
}

interface Expression {
  readonly source: string;
  readonly forms: ReadonlySet<ExpressionForm>;
}

export function expressionProgram(random: Random, expressions: number): ExpressionProgram {
  const inputType = randomObjectType(random, 3, 8) as ObjectType;
  const freshName = newNames(random);
  const { parameter, scope } = takeApart(emptyScope(random, freshName), inputType.members);
  return {
    inputType,
    parameter,
    expressions: times(expressions, () => {
      const isMissing = chance(random, 20);
      const type = maybe(randomType(random, 2), { isNull: false, isUndefined: isMissing });
      const names = newNames(random);
      const forms = new Set<ExpressionForm>();
      const source = writeExpression(type, {
        ...scope,
        depth: pick(random, [1, 2, 3, 3, 4]),
        freshName: () => `${names()}_`,
        noteForm: (form) => void forms.add(form),
      });
      return { source, forms };
    }),
    inputs: times(4, () => randomValue(inputType, random)),
  };
}

export function emptyScope(random: Random, freshName: () => string): Scope {
  return {
    random,
    freshName,
    references: [],
    assignables: [],
    mutables: [],
    depth: 3,
    inTry: false,
    canAwait: false,
    inLoop: false,
    functions: [],
    note: () => undefined,
    noteForm: () => undefined,
    write: writeExpression,
  };
}

/** `{ "member": name, … }`, and the scope in which the names are known. */
export function takeApart(scope: Scope, members: Members): { readonly parameter: string; readonly scope: Scope } {
  let inner = scope;
  const parts = Object.entries(members).map(([key, member]) => {
    const name = scope.freshName();
    inner = bind(inner, { name, type: memberType(member), isData: true });
    return `${JSON.stringify(key)}: ${name}`;
  });
  return { parameter: `{ ${parts.join(", ")} }`, scope: inner };
}

/** The workflow file: expression n stands alone on line `firstLine + n`, so that a refusal names it. */
export const firstLine = 6;

export function expressionSource(name: string, { inputType, parameter, expressions }: ExpressionProgram): string {
  return (
    [
      'import { defineWorkflow } from "millrace";',
      'import * as z from "zod";',
      'import { same, short } from "./contracts.ts";',
      "",
      `export default defineWorkflow({ name: "${name}", input: ${schemaText(inputType)}, checkInput: false }, async (${parameter}) => ({`,
      ...expressions.map(({ source }, index) => `  e${index}: ${source},`),
      "}));",
      "",
    ]
      .join("\n")
      // TypeScript ends a line at this character too, which would shift the lines below.
      .replaceAll("\u2028", String.raw`\u2028`)
  );
}
