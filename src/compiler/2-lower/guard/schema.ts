import type * as z from "zod";

// zod 4 describes a schema by data under `_zod.def`; this is the part that input schemas use. Schemas are walked by their
// definition, never by class, because the workflow may have its own copy of zod.

export interface SchemaDefinition {
  readonly type: string;
  readonly checks?: readonly { readonly _zod: { readonly def: CheckDefinition } }[];
  readonly [member: string]: unknown;
}

export interface CheckDefinition {
  readonly check: string;
  readonly [member: string]: unknown;
}

export function definitionOf(schema: unknown): SchemaDefinition {
  return (schema as z.core.$ZodType)._zod.def as unknown as SchemaDefinition;
}

/** The checks on a schema; a format like `z.int()` is a check of its own schema. */
export function checksOf(definition: SchemaDefinition): readonly CheckDefinition[] {
  const own = typeof definition["check"] === "string" ? [definition as unknown as CheckDefinition] : [];
  return [...own, ...(definition.checks ?? []).map(({ _zod }) => _zod.def)];
}
