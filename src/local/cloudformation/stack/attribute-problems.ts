import type { JsonValue } from "../json-value.ts";
import type { ResourceType } from "../resource-type.ts";
import type { ResourceTypes } from "../resource-types.ts";
import { referencesIn } from "../template/dependencies.ts";
import type { ResourceDeclaration } from "../template/template.ts";

/** Messages for every `Fn::GetAtt` in a value that asks a resource for what its type does not have. */
export function attributeProblems(
  value: JsonValue,
  resources: Readonly<Record<string, ResourceDeclaration>>,
  types: ResourceTypes,
): readonly string[] {
  return referencesIn(value).flatMap(({ logicalId, attribute }) => {
    const type = types.get(resources[logicalId]?.type ?? "");
    if (!type || type.isOpen || typeof attribute !== "string" || has(type, attribute)) return [];
    const known = type.attributes.length > 0 ? `it has ${type.attributes.join(", ")}` : "it has none";
    return [
      `resource ${logicalId} (${type.name}) does not support attribute type ${attribute} in Fn::GetAtt: ${known}`,
    ];
  });
}

function has({ attributes }: ResourceType, name: string): boolean {
  return attributes.some((known) => known === name || (known.endsWith(".*") && name.startsWith(known.slice(0, -1))));
}
