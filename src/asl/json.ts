/** A JSON value as AWS's wire formats carry it: no Date, no undefined, no bigint. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type JsonObject = { readonly [key: string]: Json };
