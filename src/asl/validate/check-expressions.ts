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

function syntaxError({ source, location }: ExpressionPlace, problem: string): AslFinding {
  const message = `The JSONata expression '${source}' is not valid. ${problem}`;
  return { code: "INVALID_JSONATA_EXPRESSION", severity: "ERROR", location, message };
}
