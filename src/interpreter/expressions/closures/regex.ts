import type { Evaluate } from "./evaluate.ts";
import { ExpressionFailure } from "./failures.ts";
import type { SyntaxNode } from "./syntax-node.ts";

/** What a matcher gives for a text, and how to get the next. */
export interface Match {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
  readonly next: () => Match | undefined;
}

/** `/a+/`: a function that looks for the first match. */
export function compileRegex(node: SyntaxNode): Evaluate {
  const pattern = node.value as RegExp;
  return () => matcherOf(new RegExp(pattern));
}

// The regular expression's own position is what `next` goes on from, so each evaluation has one of its own.
function matcherOf(regex: RegExp): (text: string, from: number) => Match | undefined {
  const find = (text: string, from: number): Match | undefined => {
    regex.lastIndex = from || 0;
    const found = regex.exec(text);
    if (found === null) return undefined;
    const [match, ...groups] = found;
    const next = (): Match | undefined => {
      if (regex.lastIndex >= text.length) return undefined;
      const following = find(text, regex.lastIndex);
      // It would never get any further.
      if (following?.match === "") throw new ExpressionFailure("D1004");
      return following;
    };
    return { match, start: found.index, end: found.index + match.length, groups, next };
  };
  return find;
}
