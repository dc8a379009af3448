import { staticValue } from "../../1-analyze/static-value.ts";
import type { ts } from "../../program.ts";
import { type LowerContext, refuse, sourceText } from "../context.ts";

/** The options of a call, which are known when compiling; `undefined` where a diagnostic was reported. */
export function readOptions<Options>(
  node: ts.Expression,
  check: (options: Options) => void,
  context: LowerContext,
): Options | undefined {
  const options = staticValue(node, context);
  if ("unknown" in options) {
    refuse(context, options.unknown, "MR1212", { text: sourceText(options.unknown) });
    return undefined;
  }
  try {
    check(options.value as Options);
    return options.value as Options;
  } catch (error) {
    refuse(context, node, "MR1213", { reason: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}
