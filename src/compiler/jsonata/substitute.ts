import type { Variable } from "../ir/variable.ts";
import { block, local } from "./build.ts";
import type { JsonataNode } from "./node.ts";
import { forEachChild, isPlainPath, mapChildren, walkJsonata } from "./walk.ts";

/** What variables stand for at some point. */
export type Substitution = ReadonlyMap<Variable, JsonataNode>;

/**
 * Replaces variables by what they stand for.
 *
 * A value that is more than a path and is read more than once is bound to a local name first, so that chains of statements
 * grow the expression linearly.
 */
export function substitute(node: JsonataNode, substitution: Substitution): JsonataNode {
  if (substitution.size === 0 || !readsAny(node, substitution)) return node;
  const counts = countReferences(node);
  let taken: Set<string> | undefined;
  const bindings: { name: string; value: JsonataNode }[] = [];
  const replacements = new Map<Variable, JsonataNode>();
  for (const [variable, value] of substitution) {
    const count = counts.get(variable) ?? 0;
    if (count === 0) continue;
    if (count === 1 || isPlainPath(value)) {
      replacements.set(variable, value);
    } else {
      taken ??= boundNames([node, ...substitution.values()]);
      const name = freshLocal(variable.name, taken);
      taken.add(name);
      bindings.push({ name, value });
      replacements.set(variable, local(name));
    }
  }
  return block(bindings, replace(node, replacements));
}

function readsAny(node: JsonataNode, substitution: Substitution): boolean {
  for (const variable of variablesOf(node)) if (substitution.has(variable)) return true;
  return false;
}

/** Names of the machine's variables never begin like this, so that a local hides none of them. */
export const localPrefix = "t_";

function freshLocal(wanted: string, taken: ReadonlySet<string>): string {
  const base = `${localPrefix}${wanted}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${number}`;
    if (!taken.has(name)) return name;
  }
}

function boundNames(nodes: readonly JsonataNode[]): Set<string> {
  const names = new Set<string>();
  for (const node of nodes) {
    walkJsonata(node, (inner) => {
      if (inner.kind === "block") for (const { name } of inner.bindings) names.add(name);
      if (inner.kind === "lambda") for (const name of inner.parameters) names.add(name);
    });
  }
  return names;
}

/** Puts values in the place of variables as they are, however often each is read. */
export function replace(node: JsonataNode, replacements: Substitution): JsonataNode {
  if (node.kind === "reference") return replacements.get(node.variable) ?? node;
  return mapChildren(node, (child) => replace(child, replacements));
}

/** How often each variable is read; a lambda's body counts twice, since it runs per element. */
export function countReferences(node: JsonataNode): ReadonlyMap<Variable, number> {
  const counts = new Map<Variable, number>();
  const count = (inner: JsonataNode, weight: number): void => {
    if (inner.kind === "reference") counts.set(inner.variable, (counts.get(inner.variable) ?? 0) + weight);
    forEachChild(inner, (child) => count(child, inner.kind === "lambda" ? 2 : weight));
  };
  count(node, 1);
  return counts;
}

/** All variables that an expression reads. Nodes never change, and each pass asks again: the answer is kept with the node. */
export function variablesOf(node: JsonataNode): ReadonlySet<Variable> {
  const known = variablesRead.get(node);
  if (known !== undefined) return known;
  const found = new Set<Variable>();
  const visit = (inner: JsonataNode): void => {
    if (inner.kind === "reference") found.add(inner.variable);
    else forEachChild(inner, visit);
  };
  visit(node);
  variablesRead.set(node, found);
  return found;
}

const variablesRead = new WeakMap<JsonataNode, ReadonlySet<Variable>>();

export function variablesOfAll(nodes: readonly JsonataNode[]): ReadonlySet<Variable> {
  const found = new Set<Variable>();
  for (const node of nodes) for (const variable of variablesOf(node)) found.add(variable);
  return found;
}
