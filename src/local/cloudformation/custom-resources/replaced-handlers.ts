import { canonicalJson, type JsonValue } from "../json-value.ts";
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
  if (handlers.size === 0) return handlers;
  const shown = new Set(outputs.flatMap(idsIn));
  const isOnlyTheirs = (logicalId: string): boolean =>
    !shown.has(logicalId) && usersOf(logicalId, resources).every((user) => handlers.has(user));
  // aws-cdk-lib writes a layer for each use of a handler that they share; the handler has but one of them.
  const contents = new Set(
    [...handlers].flatMap((id) => idsIn(resources[id]?.properties["Layers"])).map((id) => contentOf(id, resources)),
  );
  const layers = Object.keys(resources).filter(
    (logicalId) =>
      isNamelessLayer(resources[logicalId]) && contents.has(contentOf(logicalId, resources)) && isOnlyTheirs(logicalId),
  );
  return new Set([...handlers, ...layers]);
}

/** A version of a layer with a name of its own may stand beside others of that name. */
const isNamelessLayer = (resource: ResourceDeclaration | undefined): boolean =>
  resource?.type === "AWS::Lambda::LayerVersion" && resource.properties["LayerName"] === undefined;

const contentOf = (logicalId: string, resources: Resources): string =>
  canonicalJson(resources[logicalId]?.properties["Content"]);

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
