import { contains, placeOf, ts } from "../../program.ts";
import { type LowerContext, sourceText } from "../context.ts";
import { functionName, functionOf } from "../functions/function-of.ts";
import { isForEach } from "../statements/is-for-each.ts";
import { type Escape, escapesOf } from "./escapes.ts";
import { mayLeadThrough } from "./member-chain.ts";
import { originDepth } from "./origin-depth.ts";

export interface Change {
  /** What is written: `order.total = 0`. */
  readonly node: ts.Node;
  /** The name that holds the object, directly or in members of it. */
  readonly root: ts.Identifier;
  readonly symbol: ts.Symbol;
  /** The members that lead from the name to the object that is changed. */
  readonly path: readonly (string | undefined)[];
}

/**
 * Whether a change in place can be made to the variable that holds the object: right only if no other name can see the same
 * object. Errs on the side of refusing, with the other name.
 */
export function checkAliases(change: Change, context: LowerContext): boolean {
  const shared = sharedBy(change, context);
  if (shared === undefined) return true;
  const { root, node, symbol } = change;
  const { place, to } = shared;
  const called = shared.isOrigin ? namedFunctionOf(symbol, context) : undefined;
  if (called !== undefined) {
    const values = { name: root.text, function: called };
    context.reporter.report("MR2137", { place: placeOf(node, context.rootFolder), values });
    return false;
  }
  const { file, line, column } = placeOf(place, context.rootFolder);
  context.reporter.report("MR2165", {
    place: placeOf(node, context.rootFolder),
    values: { name: root.text, other: to },
    notes: [{ file, line, column, message: `here it is also '${to}'` }],
  });
  return false;
}

/** The name of the function of the project whose parameter a name is. */
function namedFunctionOf({ valueDeclaration }: ts.Symbol, context: LowerContext): string | undefined {
  const parameter = ts.findAncestor(valueDeclaration, ts.isParameter);
  const owner = parameter?.parent;
  if (owner === undefined || ts.isCallExpression(owner.parent)) return undefined;
  if (ts.isFunctionDeclaration(owner)) return owner.name?.text;
  const found = ts.isArrowFunction(owner) || ts.isFunctionExpression(owner) ? functionOf(owner, context) : undefined;
  return found === undefined ? undefined : functionName(found);
}

interface Shared {
  /** Whether the object had another name before it got this one. */
  readonly isOrigin?: true;
  readonly place: ts.Node;
  readonly to: string;
}

function sharedBy(change: Change, context: LowerContext): Shared | undefined {
  const { symbol, path } = change;
  const escape = escapesOf(symbol, context).find(
    (each) => each.path.length <= path.length && mayLeadThrough(each.path, path) && mayPrecede(each, change),
  );
  if (escape !== undefined) return { place: escape.node, to: escape.to };
  const returned = returnedBeforeFinally(change, context);
  if (returned !== undefined) return { place: returned, to: "what is returned" };
  if (originDepth(symbol, context) > path.length) return undefined;
  return originOf(symbol, context);
}

/** A finally block runs after the value to return is known, which is the same object still. */
function returnedBeforeFinally({ node, symbol }: Change, context: LowerContext): ts.Node | undefined {
  const whole = ts.findAncestor(
    node,
    (each): each is ts.TryStatement =>
      ts.isTryStatement(each) && each.finallyBlock !== undefined && contains(each.finallyBlock, node),
  );
  if (whole === undefined) return undefined;
  return context
    .usesOf(symbol)
    .find((name) => contains(whole, name) && ts.findAncestor(name, ts.isReturnStatement) !== undefined);
}

/** Where the object came from, for the message. */
function originOf({ valueDeclaration }: ts.Symbol, context: LowerContext): Shared {
  const declaration = valueDeclaration!;
  const owner = ts.findAncestor(declaration, (each) => ts.isVariableDeclaration(each) || ts.isParameter(each));
  const place = owner ?? declaration;
  const from = (to: string): Shared => ({ place, to, isOrigin: true });
  if (owner !== undefined && ts.isVariableDeclaration(owner)) {
    const loop = owner.parent.parent;
    if (ts.isForOfStatement(loop)) return from(`an element of ${sourceText(loop.expression)}`);
    if (owner.initializer !== undefined) return from(sourceText(owner.initializer));
  }
  const called = owner?.parent;
  return called !== undefined && isForEach(called.parent, context)
    ? from(`an element of ${sourceText(called.parent.expression.expression)}`)
    : from("an argument of this function");
}

/** Whether control may come to the change after the escape. */
function mayPrecede(escape: Escape, { node, symbol }: Change): boolean {
  const declaration = symbol.valueDeclaration!;
  const home = ts.findAncestor(declaration, ts.isFunctionLike);
  // A function may be called from anywhere; a callback in place runs where it stands.
  if ([escape.node, node].some((each) => runsElsewhere(each, home))) return true;
  if (escape.node.pos < node.pos) return true;
  const loop = ts.findAncestor(node, (each) => ts.isIterationStatement(each, false) && contains(each, escape.node));
  // What the loop declares is new in each iteration.
  return loop !== undefined && !contains(loop, declaration);
}

function runsElsewhere(node: ts.Node, home: ts.Node | undefined): boolean {
  const owner = ts.findAncestor(node, ts.isFunctionLike);
  return owner !== home && !(owner !== undefined && ts.isCallExpression(owner.parent));
}
