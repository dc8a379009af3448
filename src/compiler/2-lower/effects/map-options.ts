import { ts } from "../../program.ts";
import { type LowerContext, refuse, sourceText } from "../context.ts";
import { lowerExpression } from "../recursion.ts";

/** The options of a `mapItems`, read from the source. */
export interface MapOptions {
  readonly concurrency?: number;
  readonly batchSize?: number;
}

/** Step Functions runs no more iterations of an inline Map at once. */
const inlineConcurrency = 40;

/** Reads the options; `undefined` if one was refused. */
export function readMapOptions(node: ts.ObjectLiteralExpression, context: LowerContext): MapOptions | undefined {
  const options: { -readonly [Name in keyof MapOptions]: MapOptions[Name] } = {};
  let isRefused = false;
  for (const property of node.properties) {
    const name = property.name?.getText() ?? sourceText(property);
    const value = readNumber(property, name, context);
    if (value === undefined) isRefused = true;
    else options[name as keyof MapOptions] = value;
  }
  return isRefused ? undefined : options;
}

function readNumber(property: ts.ObjectLiteralElementLike, name: string, context: LowerContext): number | undefined {
  const initializer = initializerOf(property);
  const value = initializer === undefined ? undefined : lowerExpression(initializer, context);
  if (value?.kind === "poison") return undefined;
  if (value?.kind !== "literal") {
    refuse(context, property, "MR2191", { name });
    return undefined;
  }
  return checkNumber(property, name, value.value, context);
}

/** The value of `name: value` or `{ name }`; spreads and methods have none that can be read. */
function initializerOf(property: ts.ObjectLiteralElementLike): ts.Expression | undefined {
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}

function checkNumber(
  place: ts.Node,
  name: string,
  value: string | number | boolean | null,
  context: LowerContext,
): number | undefined {
  const isCount = typeof value === "number" && Number.isInteger(value) && value >= 1;
  if (!isCount) {
    refuse(context, place, "MR2193", { name, expected: "an integer above 0", value: String(value) });
    return undefined;
  }
  if (name === "concurrency" && value > inlineConcurrency) {
    refuse(context, place, "MR2192", { value });
    return undefined;
  }
  return value;
}
