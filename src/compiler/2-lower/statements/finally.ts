import type { BlockId } from "../../ir/ir.ts";
import { member, object, reference } from "../../jsonata/build.ts";
import { mayBeMissing } from "../../jsonata/walk.ts";
import type { ts } from "../../program.ts";
import type { Exits, Handler, JumpTarget, LowerContext } from "../context.ts";
import { lowerStatements } from "../recursion.ts";
import { rethrow } from "./throw-statement.ts";

/**
 * Lowers `body` so that the finally block runs on every way out of it: each kind of exit (falling out of the end, an error, a
 * return, a break or continue of each target) leads to a copy of the block of its own, after which it goes on to where it went.
 */
export function withFinally(block: ts.Block, body: (context: LowerContext) => void, context: LowerContext): void {
  const { region } = context;
  const copies: { readonly block: BlockId; readonly leave: () => void }[] = [];
  /** The copy before one exit, made when something first takes that exit. */
  const copyBefore = (leave: () => void): (() => BlockId) => {
    let copy: BlockId | undefined;
    return () => {
      if (copy === undefined) {
        copy = region.newBlock();
        copies.push({ block: copy, leave });
      }
      return copy;
    };
  };
  const handler: Handler = { target: region.newBlock(), variable: context.names.variable("failure") };
  copies.push({ block: handler.target, leave: () => rethrow(block, handler.variable, context) });
  body({ ...context, handler, exits: interceptedExits(context, copyBefore) });
  const after = region.newBlock();
  const runsOn = region.isReachable();
  region.end({ kind: "goto", target: after });
  for (const copy of copies) {
    region.start(copy.block);
    lowerStatements(block.statements, context);
    if (region.isReachable()) copy.leave();
  }
  if (!runsOn) return;
  region.start(after);
  lowerStatements(block.statements, context);
}

function interceptedExits(
  { exits, region, names }: LowerContext,
  copyBefore: (leave: () => void) => () => BlockId,
): Exits {
  const intercept = (jump: () => void): (() => void) => {
    const before = copyBefore(jump);
    return () => region.end({ kind: "goto", target: before() });
  };
  /** A value that may be missing is kept in a box, so returns of the two kinds do not share a copy. */
  const interceptReturn = (boxed: boolean): Exits["return"] => {
    const variable = names.variable("returned");
    let first: ts.Node | undefined;
    const kept = boxed ? member(reference(variable), "v", true) : reference(variable);
    const before = copyBefore(() => exits.return(kept, first!));
    return (value, node) => {
      first ??= node;
      region.assign(variable, boxed ? object([["v", value]]) : value);
      region.end({ kind: "goto", target: before() });
    };
  };
  const [returnValue, returnMissing] = [interceptReturn(false), interceptReturn(true)];
  return {
    ...exits,
    return: (value, node) => (mayBeMissing(value) ? returnMissing : returnValue)(value, node),
    targets: exits.targets.map((target): JumpTarget => ({
      ...target,
      break: intercept(target.break),
      continue: target.continue === undefined ? undefined : intercept(target.continue),
    })),
  };
}
