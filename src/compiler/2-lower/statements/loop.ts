import type { JsonataNode } from "../../jsonata/node.ts";
import { isLiteral } from "../../jsonata/build.ts";
import { ts } from "../../program.ts";
import { countedBound } from "../../limits/loop-bound.ts";
import { type LowerContext, type LoweredLoop, refuse, sourcePlace } from "../context.ts";

export interface Loop {
  readonly node: ts.Node;
  /** What it runs over, if it is a list. */
  readonly list?: JsonataNode | undefined;
  /** What the Choice that decides on the next iteration is called. */
  readonly name: string;
  readonly labels: readonly string[];
  /** Lowers the test, also one that awaits something; without one the loop goes on until it is left. */
  readonly test: (() => JsonataNode) | undefined;
  readonly testsFirst: boolean;
  readonly body: (context: LowerContext) => void;
  /** What runs between an iteration and the next test, also after `continue`. */
  readonly step?: (() => void) | undefined;
}

/** Lowers a loop of any form: a test, a body and a step, with jumps between them. */
export function lowerLoop(loop: Loop, context: LowerContext): void {
  const { region } = context;
  context.loops.push(loweredLoop(loop, context));
  const [test, body, step, after] = [region.newBlock(), region.newBlock(), region.newBlock(), region.newBlock()];
  let [isLeft, isRepeated] = [false, false];
  const lowerTest = (): void => {
    region.start(test);
    const condition = loop.test?.();
    if (condition === undefined || isLiteral(condition, true)) return region.end({ kind: "goto", target: body });
    isLeft = true;
    region.end({
      kind: "choice",
      rules: [{ condition, target: body }],
      otherwise: after,
      name: loop.name,
      place: sourcePlace(context, loop.node),
    });
  };
  const repeat = (): void => {
    isRepeated = true;
    region.end({ kind: "goto", target: step });
  };
  const leave = (): void => {
    isLeft = true;
    region.end({ kind: "goto", target: after });
  };
  region.end({ kind: "goto", target: loop.testsFirst ? test : body });
  if (loop.testsFirst) lowerTest();
  region.start(body);
  const target = { labels: loop.labels, isBreakable: true, break: leave, continue: repeat };
  loop.body({ ...context, exits: { ...context.exits, targets: [target, ...context.exits.targets] } });
  if (region.isReachable()) repeat();
  if (isRepeated) {
    region.start(step);
    loop.step?.();
    region.end({ kind: "goto", target: test });
    if (!loop.testsFirst) lowerTest();
  }
  if (isLeft) region.start(after);
  else if (isRepeated && !isInterrupted(loop.node)) refuse(context, loop.node, "MR2132");
}

function loweredLoop({ node, list }: Loop, context: LowerContext): LoweredLoop {
  const end = node.getSourceFile().getLineAndCharacterOfPosition(node.getEnd());
  return {
    place: sourcePlace(context, node),
    end: { line: end.line + 1, column: end.character + 1 },
    list,
    counted: () => countedBound(node),
  };
}

/** Whether something in a loop takes time or leaves it other than by `break`. */
function isInterrupted(node: ts.Node): boolean {
  if (ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isContinueStatement(node)) return true;
  return ts.isAwaitExpression(node) || (ts.forEachChild(node, (child) => isInterrupted(child) || undefined) ?? false);
}
