import type { FilterNode } from "./filter-node.ts";

// A path as its steps. The names follow Jayway's JsonPath, which Step Functions uses.

/** Where a path begins: `$`, `$$`, a variable, or within a filter the element it looks at (`@`). */
export type PathRoot =
  | { readonly kind: "document" }
  | { readonly kind: "context" }
  | { readonly kind: "element" }
  | { readonly kind: "variable"; readonly name: string };

export type PathToken =
  /** `.name`, `['name']`, `['one','other']` */
  | { readonly kind: "properties"; readonly names: readonly string[] }
  /** `[0]`, `[-1]`, `[0,2]` */
  | { readonly kind: "indexes"; readonly indexes: readonly number[] }
  /** `[1:3]`, `[-2:]`, `[:2]` */
  | { readonly kind: "slice"; readonly from: number | undefined; readonly to: number | undefined }
  /** `.*`, `[*]` */
  | { readonly kind: "wildcard" }
  /** `..`: what follows is applied to the value and everything within it. */
  | { readonly kind: "descent" }
  /** `[?(…)]` */
  | { readonly kind: "filter"; readonly test: FilterNode }
  /** `.length()` */
  | { readonly kind: "function"; readonly name: string };

export interface ParsedPath {
  readonly source: string;
  readonly root: PathRoot;
  readonly tokens: readonly PathToken[];
  /** Whether it can give one value at most. Any other gives an array of what it found. */
  readonly isDefinite: boolean;
}
