import { isPatternFailure } from "./judge-pattern.ts";
import type { PatternVerdict } from "./judge-pattern.ts";

const opening = `
What the local cloud makes of patterns that AWS's own rule engine was asked about: whether they match an event, whether they are valid, and the message if
not, with its line and column. A refused pattern is taken from its message, which quotes it: the corpus lost its spaces, and numbers that JSON cannot hold.

EventBridge also refuses patterns whose wildcards would cost it too much ("Rule is too complex"); the rule engine that was recorded does not, nor does this one.
`;

const tiers = ["match", "validity", "message"] as const;

/** The second part of docs/conformance.md: how many cases agree, and each that does not. */
export function patternPage(verdicts: readonly PatternVerdict[]): string {
  const failures = verdicts.filter(isPatternFailure);
  const list = failures.flatMap(({ recorded, ...differences }) =>
    tiers.flatMap((tier) =>
      typeof differences[tier] === "string" ? [`- ${recorded.source} (${tier}): ${differences[tier]}`] : [],
    ),
  );
  const rest = failures.length === 0 ? "All agree.\n" : `${list.join("\n")}\n`;
  return [opening, `\`\`\`\n${patternTable(verdicts)}\n\`\`\`\n`, rest].join("\n");
}

/** How many of the recorded answers are ours. */
export function patternTable(verdicts: readonly PatternVerdict[]): string {
  return tiers
    .map((tier) => {
      const answers = verdicts.map((verdict) => verdict[tier]).filter((difference) => difference !== undefined);
      const same = answers.filter((difference) => difference === null).length;
      const percentage = (Math.floor((same * 1000) / answers.length) / 10).toFixed(1);
      return `${tier.padEnd(8)}   ${String(same).padStart(4)} of ${answers.length}   ${percentage} %`;
    })
    .join("\n");
}
