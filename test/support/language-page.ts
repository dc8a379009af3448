import type { Cost } from "../../src/compiler/output.ts";
import { sampleCost, sampleExpressions, sampleSource, sampleStates } from "./language-sample.ts";
import { cut, shortJson } from "./short-json.ts";

const marker =
  /<!-- (fixture|expressions|samples): ([\w-]+)((?: [\w-]+)*) -->(?:<a [^\n]*)?(?:(?:(?!<!-- )[\s\S])*<!-- \/\1 -->)?/g;

/**
 * Fills the samples of docs/language.md: what stands between `<!-- fixture: name -->` and `<!-- /fixture -->` is a sample
 * and its states; between `<!-- expressions: name -->` and `<!-- /expressions -->`, a table of expressions; between
 * `<!-- samples: name name -->` and `<!-- /samples -->` each of several samples, folded.
 *
 * Names of states after the fixture's name show only these.
 */
export function fillLanguagePage(page: string): string {
  return page.replace(marker, (_, kind: string, first: string, others: string) => {
    const names = others.split(" ").filter(Boolean);
    const start = `<!-- ${kind}: ${first}${others} -->`;
    if (kind === "samples") return [start, ...[first, ...names].map(foldedSample), `<!-- /${kind} -->`].join("\n");
    const content = kind === "fixture" ? sample(first, names) : expressions(first);
    return `${start}${anchor(first)}\n${content}\n<!-- /${kind} -->`;
  });
}

/** The fixtures that a page shows. */
export function shownFixtures(page: string): readonly string[] {
  return [...page.matchAll(marker)].flatMap(([, kind, first, others]) =>
    kind === "samples" ? [first!, ...others!.split(" ").filter(Boolean)] : [first!],
  );
}

/** The samples to which a part of the page refers. */
export function namedSamples(part: string): readonly string[] {
  return [...part.matchAll(/\[([\w-]+)\]\(#\1\)/g)].map(([, name]) => name!);
}

/** What `[name](#name)` leads to. */
function anchor(fixture: string): string {
  return `<a id="${fixture}"></a>`;
}

function foldedSample(fixture: string): string {
  return [
    `<details><summary>${anchor(fixture)}${fixture}: ${summary(sampleCost(fixture))}</summary>`,
    "",
    "```ts",
    sampleSource(fixture),
    "```",
    "```json",
    ...statesInLines(sampleStates(fixture, [])),
    "```",
    "</details>",
  ].join("\n");
}

function sample(fixture: string, states: readonly string[]): string {
  return [
    "```ts",
    sampleSource(fixture),
    "```",
    `<details><summary>${summary(sampleCost(fixture))}</summary>`,
    "",
    "```json",
    ...statesInLines(sampleStates(fixture, states)),
    "```",
    "</details>",
  ].join("\n");
}

/** One state after the other, without the braces around all of them. */
function statesInLines(states: ReturnType<typeof sampleStates>): readonly string[] {
  return Object.entries(states).map(([name, state]) => `${JSON.stringify(name)}: ${shortJson(state)}`);
}

function summary({ states, shortestTransitions, longestTransitions }: Cost): string {
  const transitions =
    shortestTransitions === longestTransitions
      ? `${shortestTransitions}`
      : `${shortestTransitions}–${longestTransitions}`;
  return `${states} ${states === 1 ? "state" : "states"}, ${transitions} ${transitions === "1" ? "transition" : "transitions"}`;
}

/** How many rows of a table stand open. */
const shownRows = 4;

function table(rows: readonly string[]): readonly string[] {
  return ["| TypeScript | JSONata |", "|---|---|", ...rows];
}

function expressions(fixture: string): string {
  const { bindings, rows } = sampleExpressions(fixture);
  const where = bindings.length === 0 ? [] : [`where ${bindings.map(code).join(", ")}`, ""];
  const lines = rows.map(([source, jsonata]) => `| ${code(source)} | ${code(cut(jsonata))} |`);
  const [shown, others] = [lines.slice(0, shownRows), lines.slice(shownRows)];
  const folded = ["", `<details><summary>${others.length} more</summary>`, "", ...table(others), "", "</details>"];
  return [...where, ...table(shown), ...(others.length === 0 ? [] : folded)].join("\n");
}

/** Code in a table cell: a text that itself holds backticks is fenced by more of them. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const padding = longest === 0 ? "" : " ";
  return `${fence}${padding}${text.replaceAll("|", "\\|")}${padding}${fence}`;
}
