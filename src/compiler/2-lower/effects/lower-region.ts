import type { Region } from "../../ir/ir.ts";
import { nullLiteral } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import type { LowerContext } from "../context.ts";
import { exitsOfRegion } from "../exits.ts";
import { createRegionBuilder } from "../region-builder.ts";
import { orNull } from "../statements/return-statement.ts";

/** Lowers what runs beside other branches: it reads outer variables, assigns none, and ends with a value. */
export function lowerRegion(
  node: ts.Node,
  context: LowerContext,
  lowerBody: (inner: LowerContext) => JsonataNode | undefined,
): Region {
  const region = createRegionBuilder();
  const inner: LowerContext = { ...context, region, handler: undefined, exits: exitsOfRegion(region, context) };
  const value = lowerBody(inner);
  inner.exits.return(value === undefined ? nullLiteral : orNull(value), node);
  return region.finish();
}
