import { contains, ts } from "../../program.ts";
import { type LowerContext, symbolOf } from "../context.ts";
import { isAsync } from "../../1-analyze/is-async.ts";
import { assignedSymbols } from "./assigned-symbols.ts";
import { functionOf } from "./function-of.ts";

/** What evaluating a node reads and changes, in functions of the project that it calls or passes on, too. */
export interface Effects {
  /** Every name that occurs. */
  readonly reads: ReadonlySet<ts.Symbol>;
  readonly changes: ReadonlySet<ts.Symbol>;
  /** Whether a function that it calls may throw; of an asynchronous one that is the promise's affair. */
  readonly throws: boolean;
}

export function effectsOf(node: ts.Node, context: LowerContext): Effects {
  const reads = new Set<ts.Symbol>();
  const changes = new Set<ts.Symbol>(assignedSymbols(node, context.checker));
  const seen = new Set<ts.Node>();
  let throws = false;
  const visit = (inner: ts.Node, isCalled = false): void => {
    if (isCalled && ts.isThrowStatement(inner)) throws = true;
    if (ts.isIdentifier(inner)) {
      const symbol = symbolOf(context, inner);
      if (symbol !== undefined) reads.add(symbol);
      const called = functionOf(inner, context);
      if (called !== undefined && !seen.has(called)) {
        seen.add(called);
        for (const assigned of assignedSymbols(called, context.checker)) changes.add(assigned);
        visit(called.body, !isAsync(called));
      }
    }
    ts.forEachChild(inner, (child) => visit(child, isCalled));
  };
  visit(node);
  // What a function or callback declares itself is nobody else's.
  const isOwn = ({ valueDeclaration: declared }: ts.Symbol): boolean =>
    declared !== undefined && [node, ...seen].some((each) => contains(each, declared));
  return { reads, changes: new Set([...changes].filter((symbol) => !isOwn(symbol))), throws };
}
