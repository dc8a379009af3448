import { isJsonObject, type JsonValue } from "../json-value.ts";
import { attributeReference, intrinsicOf } from "./evaluate.ts";
import { substitutions } from "./substitutions.ts";
import { validationError, type ResourceDeclaration } from "./template.ts";

/** A reference to a resource, found in a property; `attribute` is absent for `Ref`. */
export interface ResourceReference {
  readonly logicalId: string;
  readonly attribute?: JsonValue;
}

/** References to anything (resource, parameter, pseudo-parameter) that a value makes, in the order written. */
export function referencesIn(value: JsonValue): readonly ResourceReference[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isJsonObject(value)) return [];
  const intrinsic = intrinsicOf(value);
  if (intrinsic?.name === "Ref" && typeof intrinsic.argument === "string") return [{ logicalId: intrinsic.argument }];
  if (intrinsic?.name === "Fn::GetAtt") return [attributeReference(intrinsic.argument)];
  if (intrinsic?.name === "Fn::Sub") return referencesInSub(intrinsic.argument);
  return Object.values(value).flatMap(referencesIn);
}

function referencesInSub(argument: JsonValue): readonly ResourceReference[] {
  const [template, variables] = Array.isArray(argument) ? (argument as readonly JsonValue[]) : [argument, {}];
  const own = isJsonObject(variables) ? variables : {};
  const named = substitutions(typeof template === "string" ? template : "")
    .filter((part) => part.kind === "variable")
    .filter(({ name }) => !(name in own))
    .map(({ name }): ResourceReference => (name.includes(".") ? attributeReference(name) : { logicalId: name }));
  return [...named, ...Object.values(own).flatMap(referencesIn)];
}

/** Which resources each resource needs first. Conditional ones that are not made are no dependency. */
export function dependenciesOf(
  resources: Readonly<Record<string, Pick<ResourceDeclaration, "properties" | "dependsOn">>>,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(resources).map(([logicalId, { properties, dependsOn }]) => {
      const needed = [...dependsOn, ...referencesIn(properties).map((reference) => reference.logicalId)];
      return [logicalId, [...new Set(needed)].filter((name) => name in resources)];
    }),
  );
}

/** Orders resources so that each comes after what it needs; a circle is refused with its members in order. */
export function dependencyOrder(dependencies: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const order = new Set<string>();
  const visit = (logicalId: string, path: readonly string[]): void => {
    if (order.has(logicalId)) return;
    if (path.includes(logicalId)) {
      const circle = path.slice(path.indexOf(logicalId));
      throw validationError(`Circular dependency between resources: [${circle.join(", ")}]`);
    }
    for (const needed of dependencies.get(logicalId) ?? []) visit(needed, [...path, logicalId]);
    order.add(logicalId);
  };
  for (const logicalId of dependencies.keys()) visit(logicalId, []);
  return [...order];
}
