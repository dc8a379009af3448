import type { Assign, Block, BlockId, Region } from "../ir/ir.ts";
import { type MembersRead, membersRead } from "../ir/members-read.ts";
import { mapRegions } from "../ir/walk-region.ts";
import { object } from "../jsonata/build.ts";

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
