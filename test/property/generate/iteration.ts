import { pattern } from "./patterns.ts";
import { indented, type Place } from "./place.ts";
import { chance, pick } from "./random.ts";
import { bind, insideFunction, part } from "./scope.ts";
import { plainNumber, type ValueType } from "./value-type.ts";

export interface Iterated {
  readonly element: ValueType;
  readonly returns: ValueType;
  /** The callback gets an array that cannot be changed, and no index. */
  readonly isBatch: boolean;
}

/** The callback that is run for each item, side by side with the others. */
export function iteration(
  place: Place,
  { element, returns, isBatch }: Iterated,
): { readonly parameters: string; readonly body: readonly string[] } {
  const { scope } = place;
  const { random, note } = scope;
  const outer = { ...insideFunction(scope), assignables: [], mutables: [] };
  const item = !isBatch && chance(random, 25) ? pattern(element, outer) : undefined;
  if (item !== undefined && element.kind === "object") note("destructured parameter");
  const [plain, batch] = [scope.freshName(), scope.freshName()];
  const taken = item ?? { source: isBatch ? batch : plain, scope: bind(outer, { name: plain, type: element }) };
  // A batch is readonly.
  const copy = isBatch ? [`const ${plain} = ${pick(random, [`[...${batch}]`, `${batch}.slice(0)`])};`] : [];
  const hasIndex = !isBatch && chance(random, 50);
  const index = scope.freshName();
  const inside = hasIndex ? bind(taken.scope, { name: index, type: plainNumber }) : taken.scope;
  const within: Place = {
    ...place,
    scope: inside,
    nesting: place.nesting - 1,
    inParallel: true,
    returns,
    targets: [],
  };
  const body = place.writeBlock(within, 1 + random.below(2));
  if (body.lines.some((line) => /\breturn\b/.test(line))) note("early return in a callback");
  const end = body.ends === true ? [] : [`return ${part(returns, body.scope)};`];
  return {
    parameters: hasIndex ? `${taken.source}, ${index}` : taken.source,
    body: indented([...copy, ...body.lines, ...end]),
  };
}
