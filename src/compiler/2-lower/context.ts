import type { AppEvent } from "#authoring";
import { type LoadModule, resolveValue, type ResolvedValue } from "../1-analyze/load-values.ts";
import type { MillraceName, MillraceSymbols } from "../1-analyze/millrace-symbols.ts";
import { type Shape, shapeOf } from "../1-analyze/shape.ts";
import { shapeOfSyntax } from "../1-analyze/shape-of-syntax.ts";
import type { DiagnosticCode } from "../diagnostics/catalog.ts";
import type { Reporter } from "../diagnostics/reporter.ts";
import type { BlockId, IrPlace } from "../ir/ir.ts";
import type { Variable } from "../ir/variable.ts";
import { poison } from "../jsonata/build.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import type { SourcePlace, UsedAwsCall, UsedMapRun, UsedReference, UsedTask, UsedWorkflow } from "../output.ts";
import { placeOf, startOf, ts } from "../program.ts";
import type { ReferenceIndex } from "./aliases/reference-index.ts";
import type { NameAllocator } from "./name-allocator.ts";
import type { RegionBuilder } from "./region-builder.ts";

/** What a name of the source stands for. */
export type Binding =
  /** A variable of the state machine; `boxed` ones hold `{ v: value }`, or `{}` where the value is undefined. */
  | { readonly kind: "variable"; readonly variable: Variable; readonly boxed: boolean; readonly region: RegionBuilder }
  /** A parameter or constant inside an expression. */
  | { readonly kind: "local"; readonly node: JsonataNode }
  | { readonly kind: "error"; readonly variable: Variable }
  /** A function whose calls are replaced by its body. */
  | { readonly kind: "function"; readonly node: FunctionWithBody }
  /** A promise that is awaited later. */
  | {
      readonly kind: "started";
      readonly initializer: ts.Expression;
      readonly state:
        | { readonly kind: "pending" | "gathered" | "refused" }
        | { readonly kind: "settled"; readonly outcome: JsonataNode };
      readonly region: RegionBuilder;
    };

/** A function whose source is at hand. */
export type FunctionWithBody = (ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction) & {
  readonly body: ts.ConciseBody;
};

/** Where a throw goes. */
export interface Handler {
  readonly target: BlockId;
  readonly variable: Variable;
}

/** Where control may go other than on to the next statement; using one ends the current block. */
export interface Exits {
  readonly return: (value: JsonataNode, node: ts.Node) => void;
  /**
   * How the operand of `return` is lowered. Where it is left out, a promise is awaited and undefined becomes null, since
   * the value leaves a state.
   */
  readonly returned?: ((operand: ts.Expression | undefined, context: LowerContext) => JsonataNode) | undefined;
  /** The catch around the call, where a function stands in the place of its call: a promise it returns is awaited there. */
  readonly handler?: Handler | undefined;
  /** What `break` and `continue` may name, innermost first. */
  readonly targets: readonly JumpTarget[];
}

/** A loop, a switch or a labelled block around. */
export interface JumpTarget {
  readonly labels: readonly string[];
  /** Whether a `break` without a label leaves it. */
  readonly isBreakable: boolean;
  readonly break: () => void;
  /** `undefined` for what is no loop. */
  readonly continue: (() => void) | undefined;
}

export type AssigningExpression = ts.BinaryExpression | ts.PrefixUnaryExpression | ts.PostfixUnaryExpression;

/** The constructs by kind; see recursion.ts. */
export interface Dispatch {
  readonly expression: (node: ts.Expression, context: LowerContext) => JsonataNode;
  readonly awaited: (operand: ts.Expression, context: LowerContext) => JsonataNode;
  readonly statement: (node: ts.Statement, context: LowerContext) => void;
  /** An assignment or `x++` inside an expression. */
  readonly assignment: (node: AssigningExpression, context: LowerContext) => JsonataNode;
}

/** A loop as the source has it. */
export interface LoweredLoop {
  readonly place: SourcePlace;
  readonly end: Pick<SourcePlace, "line" | "column">;
  /** What it runs over; `undefined` for a loop with a condition of its own. */
  readonly list: JsonataNode | undefined;
  /** How often it runs at most, by a counter that it compares with a number; few loops need to be read for it. */
  readonly counted: () => number | undefined;
}

/** What lowering one workflow shares. */
export interface WorkflowContext {
  readonly dispatch: Dispatch;
  readonly checker: ts.TypeChecker;
  readonly symbols: MillraceSymbols;
  readonly load: LoadModule;
  readonly reporter: Reporter;
  readonly rootFolder: string;
  readonly workflowName: string;
  readonly usesOf: ReferenceIndex;
  /** The sources of the project that the workflow imports, itself among them; not those of libraries. */
  readonly projectFiles: () => readonly ts.SourceFile[];
  /** Reports the type errors of a file from which something is put into the workflow. */
  readonly checkFile: (file: ts.SourceFile) => void;
  readonly names: NameAllocator;
  /** Expressions inside a try that may fail, as long as nothing that is looked at as a whole contains them. */
  readonly uncaught: Set<ts.Node>;
  /** The calls in whose place this is, the outermost first. */
  readonly callPlaces: readonly SourcePlace[];
  /** How many calls were replaced by the function's body. */
  readonly inlined: { calls: number };
  readonly bindings: Map<ts.Symbol, Binding>;
  /** In the order of the source, outer ones first. */
  readonly loops: LoweredLoop[];
  /** By placeholder, in order of first use. */
  readonly tasks: Map<string, UsedTask>;
  readonly events: Map<string, AppEvent>;
  readonly awsCalls: UsedAwsCall[];
  readonly mapRuns: UsedMapRun[];
  /** By placeholder. */
  readonly references: Map<string, UsedReference>;
  /** Names of the functions and events that are given a token to be answered by. */
  readonly callbacks: Set<string>;
  /** By name. */
  readonly calls: Map<string, UsedWorkflow>;
}

/** Where lowering stands. */
export interface LowerContext extends WorkflowContext {
  readonly region: RegionBuilder;
  /** The catch of the try around; `undefined` outside of any in this region. */
  readonly handler: Handler | undefined;
  readonly exits: Exits;
  /** Where a child execution finds what its parent knows of itself; `undefined` outside of any. */
  readonly execution?: JsonataNode;
  /** The functions in the place of whose calls this is, outermost first. */
  readonly callers: readonly FunctionWithBody[];
  /** Inside a callback or constant that is one expression, where nothing can be awaited. */
  readonly isPure: boolean;
}

/** Reports a diagnostic at a node; returns poison, so that a caller can write `return refuse(…)`. */
export function refuse(
  context: WorkflowContext,
  node: ts.Node,
  code: DiagnosticCode,
  values: Readonly<Record<string, string | number>> = {},
): JsonataNode {
  context.reporter.report(code, { place: placeOf(node, context.rootFolder), values });
  return poison;
}

export function sourcePlace(context: WorkflowContext, node: ts.Node): IrPlace {
  const place = startOf(node, context.rootFolder);
  return context.callPlaces.length === 0 ? place : { ...place, calls: context.callPlaces };
}

/** What the value of an expression may be here, narrowing included. */
export function shapeAt(context: WorkflowContext, node: ts.Expression): Shape {
  const known = shapeOfSyntax(node);
  if (known !== undefined) return known;
  const type = context.checker.getTypeAtLocation(node);
  // TypeScript calls the reason of a rejection any; it is an error.
  return (type.flags & ts.TypeFlags.Any) !== 0 && isTextOfReason(node, context)
    ? new Set(["string"])
    : shapeOf(type, context.checker);
}

/** `result.reason.message`, `(result.reason as Error).name` */
function isTextOfReason(node: ts.Expression, { checker }: WorkflowContext): boolean {
  const inner = bare(node);
  if (!ts.isPropertyAccessExpression(inner) || !["name", "message"].includes(inner.name.text)) return false;
  const reason = bare(inner.expression, { casts: true });
  if (!ts.isPropertyAccessExpression(reason) || reason.name.text !== "reason") return false;
  return checker.getTypeAtLocation(reason.expression).symbol?.name === "PromiseRejectedResult";
}

export function typeText(context: WorkflowContext, node: ts.Expression): string {
  return context.checker.typeToString(context.checker.getTypeAtLocation(node));
}

/** The source of a node on one line, shortened if need be, for use in a message. */
export function sourceText(node: ts.Node): string {
  const text = node.getText().replace(/\s+/g, " ");
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

/** The symbol a name refers to; in `{ name }` that is the variable, not the member. */
export function symbolOf(context: WorkflowContext, node: ts.Expression): ts.Symbol | undefined {
  if (ts.isIdentifier(node) && ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node) {
    return context.checker.getShorthandAssignmentValueSymbol(node.parent);
  }
  return context.checker.getSymbolAtLocation(node);
}

export function millraceName(context: WorkflowContext, node: ts.Expression): MillraceName | undefined {
  return context.symbols(symbolOf(context, node));
}

/** The exported value that a name refers to. */
export function valueOf(context: WorkflowContext, node: ts.Expression): ResolvedValue | undefined {
  const symbol = symbolOf(context, node);
  return symbol === undefined ? undefined : resolveValue(symbol, context.checker, context.load);
}

/** Takes off parentheses, `satisfies` and, where asked, casts. */
export function bare(node: ts.Expression, { casts = false }: { readonly casts?: boolean } = {}): ts.Expression {
  const isWrapper =
    ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node) || (casts && ts.isAsExpression(node));
  return isWrapper ? bare(node.expression, { casts }) : node;
}
