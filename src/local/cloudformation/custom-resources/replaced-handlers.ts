import type { JsonValue } from "../json-value.ts";
import type { ResourceTypes } from "../resource-types.ts";
import { referencesIn } from "../template/dependencies.ts";
import type { ResourceDeclaration } from "../template/template.ts";

type Resources = Readonly<Record<string, ResourceDeclaration>>;

/**
 * Finds the functions that never run here, with the layers that only they would use: handlers of aws-cdk-lib, in another
 * language than Node, behind custom resources that have a type of their own here.
 *
 * They are known by who calls them, as aws-cdk-lib does not describe all of them.
 */
export function replacedHandlers(
  resources: Resources,
  types: ResourceTypes,
  outputs: readonly JsonValue[] = [],
): ReadonlySet<string> {
  const handlers = new Set(
    Object.keys(resources).filter((logicalId) => isReplacedHandler(logicalId, resources, types)),
  );
  const shown = new Set(outputs.flatMap(idsIn));
  const isTheirs = (logicalId: string): boolean => {
    const { type, properties } = resources[logicalId] as ResourceDeclaration;
    // A version of a layer with a name of its own may stand beside others of that name.
    if (type !== "AWS::Lambda::LayerVersion" || properties["LayerName"] !== undefined) return false;
    const users = usersOf(logicalId, resources);
    return !shown.has(logicalId) && users.length > 0 && users.every((user) => handlers.has(user));
  };
  return new Set([...handlers, ...(handlers.size === 0 ? [] : Object.keys(resources).filter(isTheirs))]);
}

function isReplacedHandler(logicalId: string, resources: Resources, types: ResourceTypes): boolean {
  const { type, properties } = resources[logicalId] as ResourceDeclaration;
  const { Runtime } = properties;
  if (type !== "AWS::Lambda::Function" || typeof Runtime !== "string" || Runtime.startsWith("nodejs")) return false;
  const callers = Object.values(resources).filter((one) => idsIn(one.properties["ServiceToken"]).includes(logicalId));
  return callers.length > 0 && callers.every((caller) => types.get(caller.type)?.isOpen !== true);
}

const usersOf = (logicalId: string, resources: Resources): readonly string[] =>
  Object.entries(resources).flatMap(([id, { properties }]) => (idsIn(properties).includes(logicalId) ? [id] : []));

const idsIn = (value: JsonValue | undefined): readonly string[] =>
  value === undefined ? [] : referencesIn(value).map(({ logicalId }) => logicalId);
