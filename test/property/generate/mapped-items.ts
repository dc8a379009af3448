import { itemSources } from "./item-sources.ts";
import { iteration } from "./iteration.ts";
import type { Place, Written } from "./place.ts";
import { chance, pick, type Random } from "./random.ts";
import { randomType } from "./random-value.ts";
import { receiver } from "./receiver.ts";
import { bind, pure } from "./scope.ts";
import { definedOf, list, text, typeText, type ValueType, widened } from "./value-type.ts";

/** `await mapItems(…)` of an array, some at a time or as child executions, or of what a bucket holds. */
export function mappedItems(place: Place, name: string): Written {
  const { scope } = place;
  const { random, note } = scope;
  const mode = pick(random, ["inline", "inline", "distributed", "read"] as const);
  const { source, item } = mode === "read" ? pick(random, itemSources) : arrayOf(place);
  const isBatch = chance(random, 40);
  const returns = widened(definedOf(randomType(random, 1)));
  const isWritten = mode !== "inline" && chance(random, 15);
  if (mode === "inline") note(isBatch ? "mapItems in batches" : "mapItems");
  else note(mode === "read" ? "items of a bucket" : "child executions");
  if (mode !== "inline" && isBatch) note("child executions of batches");
  const options = [
    ...pick(random, [[], [`concurrency: ${1 + random.below(3)}`]]),
    ...(isBatch ? [`batchSize: ${1 + random.below(3)}`] : []),
    ...(mode === "distributed" || (mode === "read" && chance(random, 20)) ? ['mode: "distributed"'] : []),
    ...(mode === "read" && chance(random, 30) ? [`maxItems: ${1 + random.below(4)}`] : []),
    ...(mode === "inline" ? [] : childOptions(random)),
    ...(isWritten ? ['results: lake.write("results/*")'] : []),
  ];
  if (options.some((option) => option.startsWith("tolerated"))) note("tolerated failures");
  if (isWritten) note("written results");
  const { parameters, body } = iteration(place, { element: isBatch ? list(item) : item, returns, isBatch });
  const head = `mapItems(${source}, { ${options.join(", ")} }, async (${parameters}): Promise<${typeText(returns)}> => {`;
  if (!isWritten) {
    return {
      lines: [`const ${name} = await ${head}`, ...body, "});"],
      scope: bind(scope, { name, type: list(returns) }),
    };
  }
  // The key of the manifest differs from execution to execution.
  const lines = [`const { ResultWriterDetails: { Bucket: ${name} } } = await ${head}`, ...body, "});"];
  return { lines, scope: bind(scope, { name, type: text }) };
}

function arrayOf({ scope }: Place): { readonly source: string; readonly item: ValueType } {
  const lists = scope.references.flatMap(({ type }) => (type.kind === "list" ? [type.element] : []));
  const item = widened(lists.length > 0 ? pick(scope.random, lists) : text);
  return { source: `${receiver(item, pure(scope))}.slice(0, 4)`, item };
}

function childOptions(random: Random): readonly string[] {
  return [
    ...(chance(random, 10) ? ['executionType: "EXPRESS"'] : []),
    ...pick(random, [
      [],
      [`toleratedFailureCount: ${random.below(4)}`],
      [`toleratedFailurePercentage: ${pick(random, [0, 30, 50, 100])}`],
      ["toleratedFailureCount: 1", "toleratedFailurePercentage: 60"],
    ]),
  ];
}
