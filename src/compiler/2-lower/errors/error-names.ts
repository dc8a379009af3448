import { ts } from "../../program.ts";
import type { LowerContext } from "../context.ts";
import {
  declaredErrorClass,
  type ErrorClass,
  isClassName,
  nameExpression,
  constructorOf,
  superArguments,
} from "./error-class.ts";

type DeclaredErrorClass = Extract<ErrorClass, { kind: "declared" }>;

/** The name that every error of a class has; `undefined` where it depends on how the error is made. */
export function fixedName(
  { declaration, base }: DeclaredErrorClass,
  made: ts.ClassLikeDeclaration = declaration,
): string | undefined {
  const own = nameExpression(declaration);
  if (own !== undefined) {
    if (ts.isStringLiteralLike(own)) return own.text;
    const inner = ts.isAsExpression(own) ? own.expression : own;
    if (ts.isStringLiteralLike(inner)) return inner.text;
    if (!isClassName(own, declaration)) return undefined;
    return own.getText() === `${declaration.name?.text}.name` ? declaration.name?.text : made.name?.text;
  }
  switch (base.kind) {
    case "builtIn":
      return base.name;
    case "workflowError":
      return nameOfWorkflowError(declaration);
    default:
      return fixedName(base, made);
  }
}

/** `super("CardError", message)` */
function nameOfWorkflowError(declaration: ts.ClassLikeDeclaration): string | undefined {
  const constructor = constructorOf(declaration);
  const [first] = (constructor === undefined ? undefined : superArguments(constructor)) ?? [];
  return first !== undefined && ts.isStringLiteralLike(first) ? first.text : undefined;
}

/**
 * The names of all errors that are of a class: its own, and those of the classes that extend it. `undefined` where a name is
 * not fixed, or is that of errors which are of no class of the project.
 */
export function namesOfInstances(tested: DeclaredErrorClass, context: LowerContext): readonly string[] | undefined {
  const extending = context.projectFiles().flatMap((file) => classesIn(file, tested.declaration, context));
  const names = [tested, ...extending].map((each) => fixedName(each));
  const isTold = names.every((name) => name !== undefined && name !== "Error");
  if (!isTold) return undefined;
  const [own, ...others] = names as readonly string[];
  return [...new Set([own!, ...others.toSorted()])];
}

function classesIn(
  file: ts.SourceFile,
  base: ts.ClassLikeDeclaration,
  context: LowerContext,
): readonly DeclaredErrorClass[] {
  const found: DeclaredErrorClass[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node)) {
      const declared = declaredErrorClass(node, context);
      if (declared !== undefined && extendsClass(declared, base)) found.push(declared);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function extendsClass({ base }: DeclaredErrorClass, wanted: ts.ClassLikeDeclaration): boolean {
  return base.kind === "declared" && (base.declaration === wanted || extendsClass(base, wanted));
}
