import { binary, call, index, literal, poison, reference } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import type { LowerContext } from "../context.ts";
import { declareTemporary } from "../variables.ts";
import { lowerLoop } from "./loop.ts";

export interface ListLoop {
  readonly node: ts.Node;
  readonly list: JsonataNode;
  readonly name: string;
  readonly labels: readonly string[];
  /** What is done with an element, in the loop's own context. */
  readonly body: (element: ListElement, inner: LowerContext) => void;
}

export interface ListElement {
  readonly item: JsonataNode;
  readonly position: JsonataNode;
  readonly list: JsonataNode;
}

/** A loop over a list: an index runs over it as it was when the loop began. */
export function lowerListLoop({ node, list, name, labels, body }: ListLoop, context: LowerContext): void {
  // What is bound is bound even after a refusal, so that the body reports only its own faults.
  const items = list.kind === "poison" ? poison : held(list, context);
  const { variable } = declareTemporary("index", false, context);
  const position = reference(variable);
  context.region.assign(variable, literal(0));
  lowerLoop(
    {
      node,
      list: items,
      name: `Next${name}`,
      labels,
      test: () => binary("<", position, call("count", items)),
      testsFirst: true,
      body: (inner) => body({ item: index(items, position, false), position, list: items }, inner),
      step: () => context.region.assign(variable, binary("+", position, literal(1))),
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
