import type { Assign, Block, BlockId, Region } from "../ir/ir.ts";
import type { Variable } from "../ir/variable.ts";
import { allExpressions, mapRegions } from "../ir/walk-region.ts";
import { object } from "../jsonata/build.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { childrenOf } from "../jsonata/walk.ts";

/** For each variable that is only read member by member: which ones. */
export type MembersRead = ReadonlyMap<Variable, ReadonlySet<string>>;

/** Finds the variables of which only some members are read, in a region and those inside it. */
export function membersRead(region: Region): MembersRead {
  const members = new Map<Variable, Set<string>>();
  const whole = new Set<Variable>();
  const visit = (node: JsonataNode): void => {
    if (node.kind === "reference") whole.add(node.variable);
    if (node.kind === "member" && node.object.kind === "reference") {
      const { variable } = node.object;
      members.set(variable, (members.get(variable) ?? new Set()).add(node.name));
      return;
    }
    for (const child of childrenOf(node)) visit(child);
  };
  for (const node of allExpressions(region)) visit(node);
  return new Map([...members].filter(([variable]) => !whole.has(variable)));
}

/** Keeps only the members that are read of objects the workflow makes; results and errors are cut when they are emitted. */
export function projectMembers(region: Region): Region {
  const read = membersRead(region);
  return mapRegions(region, (inner) => {
    const blocks = new Map<BlockId, Block>();
    for (const [id, block] of inner.blocks)
      blocks.set(id, { ...block, assigns: block.assigns.map((assign) => project(assign, read)) });
    return { ...inner, blocks };
  });
}

function project({ variable, value }: Assign, read: MembersRead): Assign {
  const wanted = read.get(variable);
  if (wanted === undefined || value.kind !== "object" || value.members.some(({ key }) => key.kind !== "literal"))
    return { variable, value };
  const kept = value.members.filter(({ key }) => key.kind === "literal" && wanted.has(String(key.value)));
  return { variable, value: object(kept) };
}
