import type { Evaluate } from "./evaluate.ts";
import type { StaticScope } from "./static-scope.ts";
import type { SyntaxNode } from "./syntax-node.ts";

/** What the compilation of a node knows of what is around it. */
export interface CompileContext {
  readonly scope: StaticScope;
  /** Whether evaluations are counted, because a function of the expression's own could go on for ever. */
  readonly isCounted: boolean;
  /** Compiles any node; handed down, so that the files of the kinds need not know each other. */
  readonly compile: (node: SyntaxNode, context: CompileContext) => Evaluate;
}
