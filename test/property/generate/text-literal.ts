import { pick, type Random } from "./random.ts";
import { oddTexts } from "./random-value.ts";

export function textLiteral(random: Random): string {
  // A text that means something in a definition is refused: that must happen, but seldom.
  return JSON.stringify(random.below(2000) === 0 ? "a${b}" : pick(random, usableTexts));
}

/** Texts that may stand in a definition. */
export const usableTexts = oddTexts.filter((odd) => !/\$\{|\{%|%\}/.test(odd));

export function nonEmptyLiteral(random: Random): string {
  return JSON.stringify(
    pick(
      random,
      usableTexts.filter((odd) => odd !== ""),
    ),
  );
}

/** In a replacement `$` has a meaning, which is refused: that must happen, but seldom. */
export function replacementLiteral(random: Random): string {
  const plain = usableTexts.filter((odd) => !odd.includes("$"));
  return JSON.stringify(random.below(50) === 0 ? "$&" : pick(random, plain));
}

/** A text in which no end of it begins another occurrence: only of such is the last position found. */
export function plainLiteral(random: Random): string {
  const isPlain = (literal: string): boolean =>
    literal !== "" && [...literal].every((_, at, all) => at === 0 || !literal.startsWith(all.slice(at).join("")));
  return JSON.stringify(pick(random, usableTexts.filter(isPlain)));
}
