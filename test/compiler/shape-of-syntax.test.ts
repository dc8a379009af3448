import { globSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { type Shape, shapeOf } from "../../src/compiler/1-analyze/shape.ts";
import { shapeOfSyntax } from "../../src/compiler/1-analyze/shape-of-syntax.ts";
import { createPrograms, ts } from "../../src/compiler/program.ts";

const root = path.resolve(import.meta.dirname, "../..");

it("says of an expression's form what its type says", () => {
  const files = globSync("test/fixtures/compile/{object,binary,compar,template,if,for-of}*/input.ts", { cwd: root });
  const sources = files.map((file) => path.join(root, file));
  const { program } = createPrograms(root).next(sources);
  const checker = program.getTypeChecker();
  const kinds = new Set<ts.SyntaxKind>();
  const byForm: (readonly [text: string, shape: Shape])[] = [];
  const byType: typeof byForm = [];
  const visit = (node: ts.Node): void => {
    const known = ts.isExpression(node) ? shapeOfSyntax(node) : undefined;
    if (known !== undefined) {
      kinds.add(node.kind);
      byForm.push([node.getText(), known]);
      byType.push([node.getText(), shapeOf(checker.getTypeAtLocation(node), checker)]);
    }
    ts.forEachChild(node, visit);
  };
  for (const source of sources) visit(program.getSourceFile(source)!);
  expect(byForm).toEqual(byType);
  expect(kinds).toEqual(
    new Set([
      ts.SyntaxKind.BinaryExpression,
      ts.SyntaxKind.ObjectLiteralExpression,
      ts.SyntaxKind.ParenthesizedExpression,
      ts.SyntaxKind.TemplateExpression,
    ]),
  );
});
