import type { Json, MapState } from "#asl";
import { bindingsOf, evaluateField } from "./evaluate.ts";
import { effectiveInput, fillTemplate, isJsonPath } from "./json-path-fields.ts";
import type { Run } from "./run.ts";

/** What ItemSelector makes of an item, in the Map's own scope. */
export function selectItem(
  run: Run,
  threadId: string,
  state: MapState,
  item: { readonly index: number; readonly value: Json },
): Json {
  const { ItemSelector: selector } = state;
  if (selector === undefined) return item.value;
  if (isJsonPath(state)) return fillTemplate(run, threadId, selector, effectiveInput(run, threadId, state), item);
  return evaluateField(run, threadId, selector, "ItemSelector", bindingsOf(run, threadId, { item }));
}
