import type { Catcher, Effect } from "../../ir/ir.ts";
import { nothing, reference } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import { type LowerContext, sourcePlace } from "../context.ts";

export interface EffectDetails {
  readonly node: ts.Node;
  readonly effect: Effect;
  readonly name: string;
  /** What to call the variable that gets the result; `undefined` if there is none. */
  readonly resultName: string | undefined;
  readonly resultMembers?: readonly string[] | undefined;
}

/** Ends the block with an effect and goes on after it; the node is the effect's result. */
export function addEffect(
  { node, effect, name, resultName, resultMembers }: EffectDetails,
  context: LowerContext,
): JsonataNode {
  const { region, handler } = context;
  const target = region.newBlock();
  const result = resultName === undefined ? undefined : context.names.variable(resultName);
  const catchers: readonly Catcher[] = handler === undefined ? [] : [{ errors: ["States.ALL"], ...handler }];
  region.end({
    kind: "effect",
    effect,
    result,
    resultMembers,
    target,
    catchers,
    name,
    place: sourcePlace(context, node),
  });
  region.start(target);
  return result === undefined ? nothing : reference(result);
}
