import type { Block, EffectTerminator, Region, TaskEffect } from "../ir/ir.ts";
import type { Variable } from "../ir/variable.ts";
import { regionsOf } from "../ir/walk-region.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { elementOf, type Extent, lengthOf, memberOf, sizeOf } from "./extent.ts";

/** Answers how large values of a workflow can be, from what the schemas of its input and its tasks declare. */
export interface RegionExtents {
  readonly ofNode: (node: JsonataNode, region: Region) => Extent | undefined;
  readonly ofResult: (effect: EffectTerminator, region: Region) => Extent | undefined;
}

export interface Declared {
  readonly input: Extent | undefined;
  /** The schema of what a task gives. */
  readonly output: (effect: TaskEffect) => unknown;
}

type Definition =
  | { readonly value: JsonataNode; readonly region: Region }
  | { readonly effect: EffectTerminator; readonly region: Region };

export function regionExtents(root: Region, { input, output }: Declared): RegionExtents {
  const inputs = new Map<Region, () => Extent | undefined>([[root, () => input]]);
  const definitions = collectDefinitions(root);
  // While it is worked out nothing is known of a variable: one of a loop is defined by itself.
  const known = new Map<Variable, Extent | undefined>();

  const ofVariable = (variable: Variable): Extent | undefined => {
    const found = definitions.get(variable) ?? [];
    if (found.length === 0 || known.has(variable)) return known.get(variable);
    known.set(variable, undefined);
    const options = found.map((definition) =>
      "value" in definition
        ? ofNode(definition.value, definition.region)
        : ofResult(definition.effect, definition.region),
    );
    known.set(variable, options.length === 1 ? options[0] : { kind: "either", options });
    return known.get(variable);
  };

  const ofNode = (node: JsonataNode, region: Region): Extent | undefined => {
    const of = (inner: JsonataNode): Extent | undefined => ofNode(inner, region);
    switch (node.kind) {
      case "literal":
        return { kind: "size", bytes: JSON.stringify(node.value).length };
      case "reference":
        return ofVariable(node.variable);
      case "states":
        return node.field === "input" ? inputs.get(region)?.() : undefined;
      case "member":
        return memberOf(of(node.object), node.name);
      case "index":
        return elementOf(of(node.array));
      case "object":
        return objectExtent(node.members.map(({ key, value }) => [key, of(value)]));
      case "array":
        return arrayExtent(node.elements, of);
      case "conditional":
        return { kind: "either", options: [of(node.whenTrue), of(node.whenFalse)] };
      default:
        return undefined;
    }
  };

  const ofResult = ({ effect }: EffectTerminator, region: Region): Extent | undefined => {
    if (effect.kind === "task") {
      const schema = output(effect);
      return schema === undefined ? undefined : { kind: "schema", schema };
    }
    if (effect.kind === "parallel") return parallelExtent(effect.branches.map((branch) => returnedBy(branch)));
    if (effect.kind !== "map") return undefined;
    if (effect.items === undefined || effect.distributed?.writer !== undefined) return undefined;
    const items = ofNode(effect.items, region);
    const length = lengthOf(items);
    return length === undefined ? undefined : { kind: "array", length, element: returnedBy(effect.body) };
  };

  const returnedBy = (region: Region): Extent => {
    const values = [...region.blocks.values()].flatMap(({ terminator }) =>
      terminator.kind === "return" ? [ofNode(terminator.value, region)] : [],
    );
    return { kind: "either", options: values };
  };

  for (const { terminator, region } of blocksOf(root)) {
    if (terminator.kind !== "effect" || terminator.effect.kind !== "map") continue;
    const { items, body, indexed, distributed } = terminator.effect;
    if (items === undefined || distributed !== undefined) continue;
    const item = (): Extent | undefined => elementOf(ofNode(items, region));
    inputs.set(body, indexed ? () => ({ kind: "object", members: new Map([["item", item()]]) }) : item);
  }
  return { ofNode, ofResult };
}

/** All blocks, those of inner regions included, with the region that each belongs to. */
export function blocksOf(region: Region): readonly (Block & { readonly region: Region })[] {
  return [...region.blocks.values()].flatMap((block) => {
    const inner = block.terminator.kind === "effect" ? regionsOf(block.terminator.effect).flatMap(blocksOf) : [];
    return [{ ...block, region }, ...inner];
  });
}

function collectDefinitions(root: Region): ReadonlyMap<Variable, readonly Definition[]> {
  const found = new Map<Variable, Definition[]>();
  const add = (variable: Variable, definition: Definition): void => {
    found.set(variable, [...(found.get(variable) ?? []), definition]);
  };
  for (const { assigns, terminator, region } of blocksOf(root)) {
    for (const { variable, value } of assigns) add(variable, { value, region });
    if (terminator.kind === "effect" && terminator.result !== undefined) {
      add(terminator.result, { effect: terminator, region });
    }
  }
  return found;
}

/** Nothing is known where a key is computed or a member can be anything. */
function objectExtent(members: readonly (readonly [JsonataNode, Extent | undefined])[]): Extent | undefined {
  const named = new Map<string, Extent | undefined>();
  for (const [key, value] of members) {
    if (key.kind !== "literal") return undefined;
    named.set(String(key.value), value);
  }
  return { kind: "object", members: named };
}

function arrayExtent(
  elements: readonly JsonataNode[],
  of: (node: JsonataNode) => Extent | undefined,
): Extent | undefined {
  if (elements.some(({ kind }) => kind === "spread")) return undefined;
  return { kind: "array", length: elements.length, element: { kind: "either", options: elements.map(of) } };
}

function parallelExtent(results: readonly Extent[]): Extent | undefined {
  const sizes = results.map(sizeOf);
  const known = sizes.filter((bytes) => bytes !== undefined);
  return known.length < sizes.length
    ? undefined
    : { kind: "size", bytes: known.reduce((total, bytes) => total + bytes + 1, 1) };
}
