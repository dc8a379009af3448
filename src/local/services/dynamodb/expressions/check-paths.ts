import type { ExpressionKind, Path } from "./ast.ts";
import { expressionError } from "./expression-error.ts";

/** Refuses two paths of which one is within the other, or which take one thing for a list and for a map. */
export function checkPaths(kind: ExpressionKind, paths: readonly Path[]): void {
  for (const [index, one] of paths.entries()) {
    for (const other of paths.slice(index + 1)) {
      const problem = problemOf(one, other);
      if (problem === undefined) continue;
      throw expressionError(
        kind,
        `Two document paths ${problem} with each other; must remove or rewrite one of these paths; ` +
          `path one: ${printPath(one)}, path two: ${printPath(other)}`,
      );
    }
  }
}

function problemOf(one: Path, other: Path): "overlap" | "conflict" | undefined {
  const shared = Math.min(one.length, other.length);
  for (let at = 0; at < shared; at += 1) {
    if (typeof one[at] !== typeof other[at]) return "conflict";
    if (one[at] !== other[at]) return undefined;
  }
  return "overlap";
}

/** A path as messages name it: `[a, [0], b]`. */
export const printPath = (path: Path): string =>
  `[${path.map((segment) => (typeof segment === "number" ? `[${segment}]` : segment)).join(", ")}]`;
