import { isOnly } from "../../1-analyze/shape.ts";
import { binary, call, index, literal, poison, reference, sequence } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";
import { lowerElements } from "../methods/arrays/lower-elements.ts";
import { bindPattern } from "../patterns/bind-pattern.ts";
import { lowerExpression, lowerStatement } from "../recursion.ts";
import { elementName, pascalCase } from "../state-name.ts";
import { assignBinding, declareTemporary, declareVariable } from "../variables.ts";
import { lowerLoop } from "./loop.ts";

/** `for (const item of items)`: an index runs over the list as it was when the loop began. */
export function lowerForOf(node: ts.ForOfStatement, labels: readonly string[], context: LowerContext): void {
  const { expression } = node;
  if (node.awaitModifier !== undefined) {
    refuse(context, node.awaitModifier, "MR1105", { what: "'for await'" });
    return;
  }
  const elements = lowerElements(expression, context);
  if (elements === undefined) {
    refuse(context, expression, "MR2130", { text: sourceText(expression), type: typeText(context, expression) });
    return;
  }
  lowerListLoop(node, { list: elements.list, name: elementName(expression), labels }, context);
}

/** `for (const key in record)`: the keys, in no particular order. */
export function lowerForIn(node: ts.ForInStatement, labels: readonly string[], context: LowerContext): void {
  const { expression } = node;
  if (!isOnly(shapeAt(context, expression), "object")) {
    refuse(context, expression, "MR2130", { text: sourceText(expression), type: typeText(context, expression) });
    return;
  }
  const list = sequence(call("keys", lowerExpression(expression, context)));
  lowerListLoop(node, { list, name: `KeyOf${pascalCase(elementName(expression))}`, labels }, context);
}

interface ListLoop {
  readonly list: JsonataNode;
  readonly name: string;
  readonly labels: readonly string[];
}

function lowerListLoop(
  node: ts.ForOfStatement | ts.ForInStatement,
  { list, name, labels }: ListLoop,
  context: LowerContext,
): void {
  // What is bound is bound even after a refusal, so that the body reports only its own faults.
  const items = list.kind === "poison" ? poison : held(list, context);
  const { variable: position } = declareTemporary("index", false, context);
  context.region.assign(position, literal(0));
  lowerLoop(
    {
      node,
      list: items,
      name: `Next${name}`,
      labels,
      test: () => binary("<", reference(position), call("count", items)),
      testsFirst: true,
      body: (inner) => {
        bindItem(node.initializer, index(items, reference(position), false), inner);
        lowerStatement(node.statement, inner);
      },
      step: () => context.region.assign(position, binary("+", reference(position), literal(1))),
    },
    context,
  );
}

/** The list is computed once, and stays what it was when the body assigns the variable it came from. */
function held(list: JsonataNode, context: LowerContext): JsonataNode {
  const { variable } = declareTemporary("list", false, context);
  context.region.assign(variable, list);
  return reference(variable);
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
