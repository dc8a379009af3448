import type { HashAlgorithm } from "../load/machine.ts";
import type { PathScope } from "../json-path/path-scope.ts";

/** What an intrinsic function can read: what paths can, and what depends on the execution. */
export interface IntrinsicScope extends PathScope {
  /** A number in [0, 1). */
  readonly random: () => number;
  readonly uuid: () => string;
  /** A digest as lower-case hex. */
  readonly hash: (text: string, algorithm: HashAlgorithm) => string;
}
