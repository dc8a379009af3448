import type { Json } from "#asl";
import { isList } from "../is-list.ts";

// One step of a path from a value to those that it selects, for paths that can select several. What a step cannot be applied
// to selects nothing.

/** Hands on each value that a step selects. */
export type Step = (value: Json, emit: (selected: Json) => void) => void;

export function selectProperty(name: string): Step {
  return (value, emit) => {
    const found = propertyOf(value, name);
    if (found !== undefined) emit(found);
  };
}

/** Several names at once: an object of those that there are. */
export function mergeProperties(names: readonly string[]): Step {
  return (value, emit) => {
    const merged = mergedProperties(value, names);
    if (merged !== undefined) emit(merged);
  };
}

export function selectIndex(index: number): Step {
  return (value, emit) => {
    const found = elementOf(value, index);
    if (found !== undefined) emit(found);
  };
}

/** Jayway counts a negative end of a slice from the end only where there is no beginning, or a negative one. */
export function selectSlice(from: number | undefined, to: number | undefined): Step {
  return (value, emit) => {
    if (!isList(value)) return;
    const { length } = value;
    if (from === undefined || to === undefined) {
      for (const element of value.slice(from, to)) emit(element);
      return;
    }
    for (let index = from; index < Math.min(length, to); index++) {
      const found = elementOf(value, index);
      if (found !== undefined) emit(found);
    }
  };
}

export const selectAll: Step = (value, emit) => {
  if (value === null || typeof value !== "object") return;
  for (const inner of isList(value) ? value : Object.values(value)) emit(inner);
};

/** The value itself and everything within it, outermost first. */
export const selectDescendants: Step = (value, emit) => {
  emit(value);
  selectAll(value, (inner) => selectDescendants(inner, emit));
};

/** The elements that pass; an object passes or not as a whole. */
export function selectWhere(test: (element: Json) => boolean): Step {
  return (value, emit) => {
    if (isList(value)) {
      for (const element of value) if (test(element)) emit(element);
    } else if (value !== null && typeof value === "object" && test(value)) emit(value);
  };
}

export function propertyOf(value: Json, name: string): Json | undefined {
  if (value === null || typeof value !== "object" || isList(value)) return undefined;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

export function elementOf(value: Json, index: number): Json | undefined {
  return isList(value) ? value.at(index) : undefined;
}

export function mergedProperties(value: Json, names: readonly string[]): Json | undefined {
  if (value === null || typeof value !== "object" || isList(value)) return undefined;
  return Object.fromEntries(names.flatMap((name) => (Object.hasOwn(value, name) ? [[name, value[name] as Json]] : [])));
}
