import { poison } from "../../../jsonata/build.ts";
import { spliceOf } from "../../mutation/splice-of.ts";
import type { LowerMethod } from "../method-call.ts";
import { withNames } from "../position.ts";

/** `toSpliced(start, count, ...items)`: what `splice` makes of a copy. */
export const lowerToSpliced: LowerMethod = ({ node, callee, receiver, context }) => {
  const splice = spliceOf(node, callee, context);
  return splice === undefined ? poison : withNames({ list: receiver }, context, (list) => splice.after(list!));
};
