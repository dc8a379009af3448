import { ts } from "../../src/compiler/program.ts";

/**
 * The part of a workflow file that a page shows: the lines between `// #region sample` and `// #endregion`, or else the body
 * of the workflow's function. Nothing, where there is no workflow.
 */
export function sampleOf(text: string): string | undefined {
  const region = /^[ \t]*\/\/ #region sample\n([\s\S]*?)\n[ \t]*\/\/ #endregion/m.exec(text)?.[1];
  const sample = region ?? bodyOf(text);
  return sample === undefined ? undefined : unindented(sample);
}

/** Without imports, and moved to the left. */
export function withoutImports(text: string): string {
  return unindented(text.replaceAll(/^import .*\n/gm, ""));
}

export function workflowFunction(text: string): ts.ArrowFunction | undefined {
  const source = ts.createSourceFile("input.ts", text, ts.ScriptTarget.Latest, true);
  let found: ts.ArrowFunction | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === "defineWorkflow") {
      const body = node.arguments.at(-1);
      if (body !== undefined && ts.isArrowFunction(body)) found ??= body;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function bodyOf(text: string): string | undefined {
  const body = workflowFunction(text)?.body;
  if (body === undefined) return undefined;
  return ts.isBlock(body) ? text.slice(body.getStart() + 1, body.getEnd() - 1) : body.getText();
}

/** Remarks to the linter are not part of what a page shows. */
function unindented(text: string): string {
  const lines = text.split("\n").filter((line) => !/^\s*\/\/ oxlint-/.test(line));
  const indentation = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)));
  return lines
    .map((line) => line.slice(indentation))
    .join("\n")
    .trim();
}
