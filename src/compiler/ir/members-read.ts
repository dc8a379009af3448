import type { JsonataNode } from "../jsonata/node.ts";
import { forEachChild } from "../jsonata/walk.ts";
import type { Region } from "./ir.ts";
import type { Variable } from "./variable.ts";
import { allExpressions } from "./walk-region.ts";

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
    forEachChild(node, visit);
  };
  for (const node of allExpressions(region)) visit(node);
  return new Map([...members].filter(([variable]) => !whole.has(variable)));
}
