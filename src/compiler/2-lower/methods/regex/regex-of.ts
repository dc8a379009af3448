import { regex } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { ts } from "../../../program.ts";
import { resolveAlias } from "../../../1-analyze/millrace-symbols.ts";
import { bare, type LowerContext, refuse, sourceText, symbolOf } from "../../context.ts";
import { parseRegex, type Regex } from "./parse-regex.ts";

/** Whether a value is a regular expression, by its type. */
export function isRegex(node: ts.Expression, { checker }: LowerContext): boolean {
  return checker.getTypeAtLocation(node).symbol?.name === "RegExp";
}

/** The literal that an expression is, or names as a constant. */
export function regexLiteralOf(node: ts.Expression, context: LowerContext): ts.RegularExpressionLiteral | undefined {
  const inner = bare(node);
  if (ts.isRegularExpressionLiteral(inner)) return inner;
  const symbol = ts.isIdentifier(inner) ? symbolOf(context, inner) : undefined;
  const declaration = symbol === undefined ? undefined : resolveAlias(context.checker, symbol).valueDeclaration;
  return declaration !== undefined && ts.isVariableDeclaration(declaration) ? constantRegex(declaration) : undefined;
}

/** The literal of `const name = /…/`: such a constant is no value, only a name for the literal. */
export function constantRegex(declaration: ts.VariableDeclaration): ts.RegularExpressionLiteral | undefined {
  const initializer = declaration.initializer === undefined ? undefined : bare(declaration.initializer);
  const isConstant = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
  return isConstant && initializer !== undefined && ts.isRegularExpressionLiteral(initializer)
    ? initializer
    : undefined;
}

export interface RegexUse {
  /** The method that uses it, for messages. */
  readonly method: string;
  /** Whether the method looks for further matches, which may not be empty. */
  readonly findsMore: boolean;
}

/** The regular expression that an argument stands for; `undefined` where it was refused. */
export function regexOf(
  node: ts.Expression,
  { method, findsMore }: RegexUse,
  context: LowerContext,
): (Regex & { readonly node: JsonataNode }) | undefined {
  const literal = regexLiteralOf(node, context);
  if (literal === undefined) {
    refuse(context, node, "MR2151", { text: sourceText(node) });
    return undefined;
  }
  const parsed = parseRegex(literal.text);
  if ("refused" in parsed) {
    refuse(context, node, "MR2150", { what: parsed.refused });
    return undefined;
  }
  if (findsMore && parsed.canBeEmpty) {
    refuse(context, node, "MR2152", { method });
    return undefined;
  }
  return { ...parsed, node: regex(parsed.source, parsed.flags) };
}
