import type { Block, BlockId, Captured, Region } from "../../ir/ir.ts";
import { dropUnreachable } from "../../ir/drop-unreachable.ts";
import { membersRead } from "../../ir/members-read.ts";
import type { Variable } from "../../ir/variable.ts";
import { allExpressions, edgesOf, mapExpressions, mapRegions, regionsOf } from "../../ir/walk-region.ts";
import { member, object, reference } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { replace, variablesOf } from "../../jsonata/substitute.ts";
import type { NameAllocator } from "../name-allocator.ts";

/** A region that reads no outer variable, and what it must be given for that. */
export interface ClosedRegion {
  readonly body: Region;
  readonly captured: readonly Captured[];
}

export interface CloseOptions {
  readonly names: NameAllocator;
  /** Variables that stand for what is no variable outside. */
  readonly standIns: ReadonlyMap<Variable, JsonataNode>;
  /** Where the region finds what it is given, by name. */
  readonly given: (name: string) => JsonataNode;
  /** Assigned before all else, once it is known whether anything is given. */
  readonly bindings: (isGiven: boolean) => readonly { readonly variable: Variable; readonly value: JsonataNode }[];
}

/**
 * Gives a region variables of its own for each outer one that it reads: a child execution has no others.
 *
 * Of an object of which only some members are read, those are given.
 */
export function closeRegion(lowered: Region, { names, standIns, given, bindings }: CloseOptions): ClosedRegion {
  // A catch that nothing leads to reads an error that nothing assigns.
  const region = mapRegions(lowered, dropUnreachable);
  const own = assignedIn(region);
  for (const { variable } of bindings(false)) own.add(variable);
  const free = new Set(
    allExpressions(region)
      .flatMap((node) => [...variablesOf(node)])
      .filter((variable) => !own.has(variable)),
  );
  const members = membersRead(region);
  const renamed = new Map([...free].map((variable) => [variable, names.variable(variable.name)]));
  const captured = [...free].map((variable) => ({
    name: variable.name,
    value: valueGiven(standIns.get(variable) ?? reference(variable), members.get(variable)),
  }));
  const assigns = [
    ...bindings(captured.length > 0),
    ...[...renamed].map(([{ name }, variable]) => ({ variable, value: given(name) })),
  ];
  return { body: withEntry(rename(region, renamed), assigns), captured };
}

function valueGiven(whole: JsonataNode, members: ReadonlySet<string> | undefined): JsonataNode {
  if (members === undefined) return whole;
  // A member that the object lacks is not given.
  return object([...members].map((name) => [name, member(whole, name, true)] as const));
}

/** Every variable that a region, or one inside it, assigns. */
function assignedIn(region: Region): Set<Variable> {
  const found = new Set<Variable>();
  for (const { assigns, terminator } of region.blocks.values()) {
    for (const { variable } of assigns) found.add(variable);
    for (const [, defined] of edgesOf(terminator)) for (const variable of defined) found.add(variable);
    if (terminator.kind !== "effect") continue;
    for (const inner of regionsOf(terminator.effect)) for (const variable of assignedIn(inner)) found.add(variable);
  }
  return found;
}

function rename(region: Region, renamed: ReadonlyMap<Variable, Variable>): Region {
  const references = new Map([...renamed].map(([variable, own]) => [variable, reference(own)]));
  const change = (node: JsonataNode): JsonataNode => replace(node, references);
  return mapRegions(region, (inner) => {
    const blocks = new Map<BlockId, Block>();
    for (const [id, { assigns, terminator }] of inner.blocks) {
      blocks.set(id, {
        assigns: assigns.map(({ variable, value }) => ({ variable, value: change(value) })),
        terminator: mapExpressions(terminator, change),
      });
    }
    return { ...inner, blocks };
  });
}

function withEntry(region: Region, assigns: Block["assigns"]): Region {
  const entry = Math.max(...region.blocks.keys()) + 1;
  const first: Block = { assigns, terminator: { kind: "goto", target: region.entry } };
  return { entry, blocks: new Map([[entry, first], ...region.blocks]) };
}
