import { isOnly } from "../../1-analyze/shape.ts";
import { call, sequence } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";
import { caughtBefore } from "../effects/caught-value.ts";
import { lowerElements } from "../methods/arrays/lower-elements.ts";
import { bindPattern } from "../patterns/bind-pattern.ts";
import { lowerExpression, lowerStatement } from "../recursion.ts";
import { elementName, pascalCase } from "../state-name.ts";
import { assignBinding, declareVariable } from "../variables.ts";
import { type ListLoop, lowerListLoop } from "./lower-list-loop.ts";

/** `for (const item of items)`: an index runs over the list as it was when the loop began. */
export function lowerForOf(node: ts.ForOfStatement, labels: readonly string[], context: LowerContext): void {
  const { expression } = node;
  if (node.awaitModifier !== undefined) {
    refuse(context, node.awaitModifier, "MR2134");
    return;
  }
  const elements = lowerElements(expression, context);
  if (elements === undefined) {
    refuse(context, expression, "MR2130", { text: sourceText(expression), type: typeText(context, expression) });
    return;
  }
  const list = caughtBefore(expression, elements.list, context);
  lowerListLoop({ node, list, name: elementName(expression), labels, body: bodyOf(node) }, context);
}

/** `for (const key in record)`: the keys, in no particular order. */
export function lowerForIn(node: ts.ForInStatement, labels: readonly string[], context: LowerContext): void {
  const { expression } = node;
  if (!isOnly(shapeAt(context, expression), "object")) {
    refuse(context, expression, "MR2130", { text: sourceText(expression), type: typeText(context, expression) });
    return;
  }
  const list = caughtBefore(expression, sequence(call("keys", lowerExpression(expression, context))), context);
  const name = `KeyOf${pascalCase(elementName(expression))}`;
  lowerListLoop({ node, list, name, labels, body: bodyOf(node) }, context);
}

function bodyOf({ initializer, statement }: ts.ForOfStatement | ts.ForInStatement): ListLoop["body"] {
  return ({ item }, inner) => {
    bindItem(initializer, item, inner);
    lowerStatement(statement, inner);
  };
}

function bindItem(initializer: ts.ForInitializer, item: JsonataNode, context: LowerContext): void {
  if (!ts.isVariableDeclarationList(initializer)) {
    refuse(context, initializer, "MR2131", { text: sourceText(initializer) });
    return;
  }
  const [declaration] = initializer.declarations;
  if ((initializer.flags & ts.NodeFlags.BlockScoped) === 0) refuse(context, initializer, "MR1106");
  bindPattern(declaration!.name, item, context, (name, value) =>
    assignBinding(declareVariable(name, context), value, context),
  );
}
