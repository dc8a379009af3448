import { replacedHandlers } from "../custom-resources/replaced-handlers.ts";
import { attributeProblems } from "./attribute-problems.ts";
import type { JsonValue } from "../json-value.ts";
import { unhonouredPaths } from "../property-paths.ts";
import type { ResourceTypes } from "../resource-types.ts";
import type { ResourceDeclaration } from "../template/template.ts";
import type { ResourceProblem } from "./stack-record.ts";

/**
 * Finds what can never be deployed, before anything is touched: resource types and properties that the local cloud does
 * not implement, properties that are missing, attributes that do not exist.
 */
export function findProblems(
  resources: Readonly<Record<string, ResourceDeclaration>>,
  types: ResourceTypes,
): readonly ResourceProblem[] {
  const neverRun = replacedHandlers(resources, types);
  return Object.entries(resources).flatMap(([logicalId, declaration]) => {
    const at = (path: string, message: string): ResourceProblem => ({
      logicalId,
      resourceType: declaration.type,
      path: `/Resources/${logicalId}/${path}`,
      message,
    });
    const type = types.get(declaration.type);
    if (!type) return [at("Type", `${declaration.type} is not implemented by the local cloud`)];
    const unhonoured = type.isOpen ? [] : unhonouredPaths(declaration.properties, Object.keys(type.properties));
    const refusals = type.refusals?.(declaration.properties, { neverRuns: neverRun.has(logicalId) }) ?? [];
    return [
      ...unhonoured.map((path) =>
        at(propertyPath(path), `${type.name} property '${path}' is not implemented by the local cloud`),
      ),
      ...refusals.map((message) => at("Properties", message)),
      ...type.required
        .filter((name) => isMissing(declaration.properties[name]))
        .map((name) => at("Properties", `${type.name} property '${name}' is required`)),
      ...attributeProblems(declaration.properties, resources, types).map((message) => at("Properties", message)),
    ];
  });
}

function propertyPath(path: string): string {
  return `Properties/${path.replaceAll(".", "/")}`;
}

function isMissing(value: JsonValue | undefined): boolean {
  return value === undefined || value === null;
}
