import { type Bucket, isKind, type Resource } from "#authoring";
import type { MillraceName } from "../../1-analyze/millrace-symbols.ts";
import { placeholder } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { UsedReference } from "../../output.ts";
import type { ts } from "../../program.ts";
import { type LowerContext, refuse, sourceText, valueOf } from "../context.ts";
import { pascalCase } from "../state-name.ts";

/** `landing.bucketName`, `orders.reference`: a text that the deployment fills in. `undefined` for any other member. */
export function lowerResourceReference(
  node: ts.PropertyAccessExpression,
  context: LowerContext,
): JsonataNode | undefined {
  const owner = owners[node.name.text];
  if (owner === undefined || context.symbols(context.checker.getTypeAtLocation(node.expression).symbol) !== owner)
    return undefined;
  const value = valueOf(context, node.expression)?.value;
  const reference = referenceTo(value);
  if (reference === undefined) return refuse(context, node.expression, "MR1207", { name: sourceText(node.expression) });
  context.references.set(reference.placeholder, reference);
  return placeholder(reference.placeholder);
}

/** By the name of the member. */
const owners: Readonly<Record<string, MillraceName | undefined>> = { bucketName: "Bucket", reference: "Resource" };

/** The name of a bucket, which the deployment fills in. */
export function bucketReference({ name }: Pick<Bucket, "name">, { references }: LowerContext): JsonataNode {
  const reference = referenceToBucket(name);
  references.set(reference.placeholder, reference);
  return placeholder(reference.placeholder);
}

function referenceToBucket(name: string): UsedReference {
  return { placeholder: `${pascalCase(name)}BucketName`, kind: "bucket", name };
}

function referenceTo(value: unknown): UsedReference | undefined {
  if (isKind(value, "bucket")) return referenceToBucket((value as Bucket).name);
  if (!isKind(value, "resource")) return undefined;
  const { name } = value as Resource;
  return { placeholder: `${pascalCase(name)}Reference`, kind: "resource", name };
}
