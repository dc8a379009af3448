/** Where in a pattern the reading stands, and what is found so far. */
export interface RegexReader {
  readonly source: string;
  readonly isCaseless: boolean;
  position: number;
  /** For each group, whether it has a value in every match. */
  readonly groups: boolean[];
}

/** Ends the reading of a pattern; caught where it begins. Its message names what cannot be used. */
export class RegexRefusal extends Error {}
