import type { ExpressionPlace } from "../expressions/expressions-of.ts";
import type { Syntax } from "../expressions/parse-syntax.ts";
import type { AslFinding } from "../finding.ts";
import { checkReferences } from "./check-references.ts";

/** Checks the syntax of expressions, and what each refers to. */
export function checkExpressions(places: readonly ExpressionPlace[], syntax: Syntax): readonly AslFinding[] {
  return places.flatMap((place) => {
    const tree = syntax.get(place.source)!;
    return "problem" in tree ? [syntaxError(place, String(tree.problem))] : checkReferences(tree, place);
  });
}

/** In JSONata's words; AWS leaves its code out. */
function syntaxError({ location }: ExpressionPlace, problem: string): AslFinding {
  const message = problem.replace(/^[A-Z]\d{4}: /u, "");
  return { code: "INVALID_JSONATA_EXPRESSION", severity: "ERROR", location, message };
}
