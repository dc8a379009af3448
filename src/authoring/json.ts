import type * as z from "zod";

/** What may cross between states: JSON, with optional members. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * Resolves to `unknown` for a schema of JSON, and to a message otherwise, so that
 * `schema: S & JsonSchema<S>` shows the message where the schema is written.
 */
export type JsonSchema<S extends z.core.$ZodType> = [z.input<S>] extends [Json]
  ? [z.output<S>] extends [Json]
    ? unknown
    : "the schema's output is not JSON: use strings for dates and big integers, objects for maps"
  : "the schema's input is not JSON: use strings for dates and big integers, objects for maps";
