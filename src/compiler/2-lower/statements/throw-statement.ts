import { literal, member, object, orElse, poison, reference } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { isOnly } from "../../1-analyze/shape.ts";
import {
  bare,
  type LowerContext,
  millraceName,
  refuse,
  shapeAt,
  sourcePlace,
  sourceText,
  symbolOf,
} from "../context.ts";
import { caughtErrorOf } from "../expressions/member-access.ts";
import { refuseInExpression } from "../pure/refuse-in-expression.ts";
import { lowerExpression } from "../recursion.ts";
import { pascalCase } from "../state-name.ts";
import type { Variable } from "../../ir/variable.ts";

/** Outside a try an execution fails; inside, control goes on in the catch. */
export function lowerThrow(node: ts.ThrowStatement, context: LowerContext): void {
  if (context.isPure) return refuseInExpression(node, "throw", context);
  const caught = caughtErrorOf(node.expression, context);
  if (caught !== undefined) return rethrow(node, caught.variable, context);
  const thrown = lowerThrown(bare(node.expression), context);
  const { region, handler } = context;
  if (handler !== undefined) {
    region.assign(
      handler.variable,
      object([
        ["name", thrown.name],
        ["message", thrown.message],
        ["cause", thrown.message],
      ]),
    );
    region.end({ kind: "goto", target: handler.target });
    return;
  }
  const name = thrown.name.kind === "literal" ? `Fail${pascalCase(String(thrown.name.value))}` : "Fail";
  region.end({ kind: "fail", error: thrown.name, cause: thrown.message, name, place: sourcePlace(context, node) });
}

/** Throws a caught error on: to the catch around, or as the failure of the execution. */
export function rethrow(node: ts.Node, variable: Variable, context: LowerContext): void {
  const { region, handler } = context;
  if (handler !== undefined) {
    region.assign(handler.variable, reference(variable));
    region.end({ kind: "goto", target: handler.target });
    return;
  }
  const error = member(reference(variable), "name", false);
  // Some errors of Step Functions itself come without a cause.
  const cause = orElse(member(reference(variable), "cause", true), literal(""));
  region.end({ kind: "fail", error, cause, rethrown: variable, name: "Rethrow", place: sourcePlace(context, node) });
}

interface Thrown {
  readonly name: JsonataNode;
  readonly message: JsonataNode;
}

const builtInErrors: ReadonlySet<string> = new Set([
  "Error",
  "TypeError",
  "RangeError",
  "SyntaxError",
  "EvalError",
  "ReferenceError",
  "URIError",
]);

function lowerThrown(node: ts.Expression, context: LowerContext): Thrown {
  const refused: Thrown = { name: poison, message: poison };
  if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression)) {
    refuse(context, node, "MR2121");
    return refused;
  }
  const parameters = node.arguments ?? [];
  if (millraceName(context, node.expression) === "WorkflowError") {
    return { name: lowerString(parameters[0], context), message: lowerString(parameters[1], context) };
  }
  const declaration = symbolOf(context, node.expression)?.declarations?.[0];
  const isBuiltIn = builtInErrors.has(node.expression.text) && declaration?.getSourceFile().isDeclarationFile === true;
  if (!isBuiltIn || parameters.length > 1) {
    refuse(context, node, "MR2121");
    return refused;
  }
  return {
    name: literal(node.expression.text),
    message: parameters.length === 0 ? literal("") : lowerString(parameters[0], context),
  };
}

function lowerString(node: ts.Expression | undefined, context: LowerContext): JsonataNode {
  if (node === undefined) return literal("");
  const value = lowerExpression(node, context);
  if (value.kind === "poison" || isOnly(shapeAt(context, node), "string")) return value;
  return refuse(context, node, "MR2104", { text: sourceText(node), type: "something other than a text" });
}
