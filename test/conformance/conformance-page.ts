import { isFailure } from "./judge-case.ts";
import type { Verdict } from "./judge-case.ts";
import { knownDifferences } from "./known-differences.ts";
import { conformanceTable } from "./conformance-table.ts";
import { shortName } from "./recorded-case.ts";

const opening = `# Conformance

What this interpreter makes of executions, definitions and TestState calls that were recorded on AWS. \`npm run test:conformance\` compares them and
fails where this page and the results differ; \`UPDATE=1 npm run test:conformance\` rewrites it. Every failing case stands here with its reason.

Of group api, status is whether the local cloud takes the definition, output what it says where it does not. Two recordings lost what they are about, a
definition's spacing and the deletion of a log group: the replay puts it back.
`;

const whyReordered = `Branches ran at once. A distributed Map's exit followed \`MapRunSucceeded\` on AWS until the middle of 2024, and follows
\`MapRunStarted\` in every recording since November 2024, as it does here.`;

/** The page that lists each case that fails, under the reason why. */
export function conformancePage(verdicts: readonly Verdict[]): string {
  const byReason = new Map<string, string[]>();
  for (const verdict of verdicts.filter(isFailure)) {
    const reason = reasonOf(verdict);
    const tiers = Object.entries(verdict.differences).flatMap(([tier, text]) => (text === null ? [] : [tier]));
    byReason.set(reason, [...(byReason.get(reason) ?? []), `- ${shortName(verdict.recorded)} (${tiers.join(", ")})`]);
  }
  const sections = [...byReason].map(([reason, cases]) => `## ${cases.length}: ${reason}\n\n${cases.join("\n")}\n`);
  return [
    opening,
    `\`\`\`\n${conformanceTable(verdicts)}\n\`\`\`\n`,
    ...reorderedSection(verdicts.filter(({ reordered }) => reordered)),
    ...sections,
  ].join("\n");
}

/** Not failures: the corpus says that such histories may be compared as heaps of events. Listed all the same. */
function reorderedSection(verdicts: readonly Verdict[]): readonly string[] {
  if (verdicts.length === 0) return [];
  const cases = verdicts.map(({ recorded }) => `- ${shortName(recorded)}`).join("\n");
  return [`## The same events, ${verdicts.length} times with others before them\n\n${whyReordered}\n\n${cases}\n`];
}

function reasonOf({ recorded, refusal }: Verdict): string {
  const name = shortName(recorded);
  const known = knownDifferences.find(({ cases }) => cases.includes(name));
  // Without the places, so that those refused for the same stand together.
  return known?.reason ?? refusal?.replace(/ \(\/[^;]*\)/gu, "").split("; ")[0] ?? "not explained yet";
}
