// What a pattern is once it is read: alternatives (`$or` multiplied out), each a conjunction of fields, each field a list of
// matchers of which one must hold.

export type Scalar = string | number | boolean | null;

export type Matcher =
  | { readonly kind: "exact"; readonly value: Scalar }
  | { readonly kind: "prefix"; readonly value: string; readonly ignoreCase: boolean }
  | { readonly kind: "suffix"; readonly value: string; readonly ignoreCase: boolean }
  | { readonly kind: "equalsIgnoreCase"; readonly value: string }
  | { readonly kind: "wildcard"; readonly parts: readonly string[] }
  | { readonly kind: "numeric"; readonly range: NumericRange }
  | { readonly kind: "cidr"; readonly range: AddressRange }
  | { readonly kind: "exists"; readonly present: boolean }
  /** Holds for every value that none of `matchers` takes. */
  | { readonly kind: "anythingBut"; readonly matchers: readonly Matcher[] };

export interface NumericRange {
  readonly bottom: number;
  readonly includesBottom: boolean;
  readonly top: number;
  readonly includesTop: boolean;
}

export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

export interface FieldCondition {
  /** Names joined by dots, as EventBridge flattens them: `detail.object.key`. */
  readonly path: string;
  readonly matchers: readonly Matcher[];
  /** The condition as it stands in the pattern, for explanations. */
  readonly text: string;
}

export interface EventPattern {
  /** The pattern holds if one of these does: all conditions of it, on consistent array elements. */
  readonly alternatives: readonly (readonly FieldCondition[])[];
}
