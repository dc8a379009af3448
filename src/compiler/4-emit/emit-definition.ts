import type { Definition } from "#asl";
import type { Region } from "../ir/ir.ts";
import type { Cost, SourcePlace } from "../output.ts";
import { membersRead } from "../ir/members-read.ts";
import { costOf } from "./cost.ts";
import { emitRegion } from "./emit-region.ts";
import { createLabels } from "./labels.ts";
import { createStateNames } from "./state-names.ts";

export interface EmittedDefinition {
  readonly definition: Definition;
  readonly sourceMap: Readonly<Record<string, SourcePlace>>;
  readonly cost: Cost;
}

/** Emits the definition of a workflow. */
export function emitDefinition(name: string, region: Region): EmittedDefinition {
  const sourceMap: Record<string, SourcePlace> = {};
  const branch = emitRegion(region, {
    names: createStateNames(region),
    members: membersRead(region),
    sourceMap,
    label: createLabels(),
  });
  const definition: Definition = { Comment: name, QueryLanguage: "JSONata", ...branch };
  return { definition, sourceMap, cost: costOf(branch) };
}
