import { isSyntaxNode, type SyntaxNode } from "./syntax-node.ts";

/** A variable that an expression reads and does not define itself. */
export interface FreeVariable {
  /** Without `$`. */
  readonly name: string;
  /** Whether it is called: then only a function will do, and no state can assign one. */
  readonly isCalled: boolean;
}

/** Lists the variables that an expression takes from around it: of the state machine, or functions of the language. */
export function freeVariables(ast: SyntaxNode): readonly FreeVariable[] {
  const found = new Map<string, FreeVariable>();
  const report = (name: string, isCalled: boolean): void => {
    if (name !== "" && name !== "$") found.set(`${name}(${isCalled})`, { name, isCalled });
  };
  const boundInPath = new Set<string>();
  walk(ast, noNames, { read: report, boundInPath });
  return [...found.values()].filter(({ name }) => !boundInPath.has(name));
}

const noNames: ReadonlySet<string> = new Set();

interface Report {
  readonly read: (name: string, isCalled: boolean) => void;
  /** `@$v` and `#$i` bind for the rest of their path; the tree says only where they begin. */
  readonly boundInPath: Set<string>;
}

function walk(node: unknown, bound: ReadonlySet<string>, report: Report): void {
  if (Array.isArray(node)) {
    for (const element of node) walk(element, bound, report);
    return;
  }
  if (!isSyntaxNode(node)) return;
  if (typeof node["focus"] === "string") report.boundInPath.add(node["focus"]);
  if (typeof node["index"] === "string") report.boundInPath.add(node["index"]);
  switch (node.type) {
    case "variable":
      if (!bound.has(nameOf(node))) report.read(nameOf(node), false);
      // A variable can carry predicates, stages and a group.
      return walkChildren(node, [], bound, report);
    case "lambda":
      return walk(node["body"], new Set([...bound, ...parametersOf(node)]), report);
    case "block":
      return walkBlock(node, bound, report);
    case "bind":
      return walk(node["rhs"], withFunction(node, bound), report);
    case "function":
    case "partial":
      return walkCall(node, bound, report);
    default:
      return walkChildren(node, [], bound, report);
  }
}

/** Each binding of a block is known to what follows it. */
function walkBlock(node: SyntaxNode, outer: ReadonlySet<string>, report: Report): void {
  let bound = outer;
  for (const expression of node["expressions"] as readonly SyntaxNode[]) {
    walk(expression, bound, report);
    if (expression.type === "bind") bound = new Set([...bound, nameOf(expression["lhs"])]);
  }
  walkChildren(node, ["expressions"], bound, report);
}

/** A function knows its own name. */
function withFunction(node: SyntaxNode, bound: ReadonlySet<string>): ReadonlySet<string> {
  const value = node["rhs"];
  return isSyntaxNode(value) && value.type === "lambda" ? new Set([...bound, nameOf(node["lhs"])]) : bound;
}

function walkCall(node: SyntaxNode, bound: ReadonlySet<string>, report: Report): void {
  const procedure = node["procedure"];
  if (isSyntaxNode(procedure) && procedure.type === "variable") {
    if (!bound.has(nameOf(procedure))) report.read(nameOf(procedure), true);
    return walkChildren(node, ["procedure"], bound, report);
  }
  return walkChildren(node, [], bound, report);
}

function walkChildren(node: SyntaxNode, except: readonly string[], bound: ReadonlySet<string>, report: Report): void {
  for (const key of Object.keys(node)) {
    const child = node[key];
    if (typeof child === "object" && !except.includes(key)) walk(child, bound, report);
  }
}

function parametersOf(node: SyntaxNode): readonly string[] {
  return (node["arguments"] as readonly SyntaxNode[]).map(nameOf);
}

function nameOf(node: unknown): string {
  return isSyntaxNode(node) ? String(node.value) : "";
}
