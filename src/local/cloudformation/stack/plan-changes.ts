import { canonicalJson, type JsonObject, type JsonValue } from "../json-value.ts";
import { honouredProperties } from "../honoured-properties.ts";
import { changedPaths } from "../property-paths.ts";
import type { ResourceType } from "../resource-type.ts";
import { referencesIn } from "../template/dependencies.ts";
import { evaluateObject } from "../template/evaluate.ts";
import type { ResourceDeclaration } from "../template/template.ts";
import type { Deployable } from "./deployable.ts";
import type { StackEngine } from "./stack-engine.ts";
import type { ResourceChange, ResourceChangeScope } from "./stack-record.ts";

interface Plan {
  readonly engine: StackEngine;
  readonly stackId: string;
  readonly before: Deployable | undefined;
  readonly after: Deployable;
  /** Whether resources that can be put right are touched though the template asks for no change. */
  readonly revertDrift: boolean;
  /** Resources found to be replaced, certainly or perhaps: who refers to them changes too. */
  readonly replaced: Set<string>;
}

/**
 * Says what deploying a target would do to each resource, without touching any.
 *
 * Properties compare as far as they can be evaluated beforehand; a reference to a resource that is to be replaced counts
 * as a change whose value is not yet known.
 */
export function planChanges(
  engine: StackEngine,
  stackId: string,
  asked: Pick<Plan, "before" | "after" | "revertDrift">,
): readonly ResourceChange[] {
  const plan: Plan = { engine, stackId, ...asked, replaced: new Set() };
  const { after } = plan;
  const kept = after.order.flatMap((logicalId) => planResource(plan, logicalId) ?? []);
  const removed = engine.store
    .resources(stackId)
    .filter(({ logicalId }) => !(logicalId in after.resources))
    .map((resource): ResourceChange => ({
      action: "Remove",
      logicalId: resource.logicalId,
      resourceType: resource.type,
      physicalId: resource.physicalId,
      scope: [],
      details: [],
      before: contextOf(resource.shownProperties ?? resource.properties),
    }));
  return [...kept, ...removed];
}

function planResource(plan: Plan, logicalId: string): ResourceChange | undefined {
  const { engine, stackId, before, after } = plan;
  const declaration = after.resources[logicalId] as ResourceDeclaration;
  const existing = engine.store.resource(stackId, logicalId);
  const old = before?.resources[logicalId];
  const desired = evaluateObject(declaration.properties, after.partialScope);
  if (!existing || !old) {
    return {
      action: "Add",
      logicalId,
      resourceType: declaration.type,
      scope: [],
      details: [],
      after: contextOf(desired),
    };
  }
  const type = engine.types.get(declaration.type);
  const deployed = evaluateObject(old.properties, before.partialScope);
  const details = propertyDetails({ plan, type, declaration, deployed, desired });
  const mayHaveDrifted = plan.revertDrift && type?.revertsDrift === true;
  const scope = scopeOf(old, declaration, details.length > 0 || mayHaveDrifted);
  if (scope.length === 0) return undefined;
  const isCertain = details.some((detail) => detail.recreation === "Always" && detail.isCertain);
  const isPossible = details.some((detail) => detail.recreation !== "Never");
  if (isCertain || isPossible) plan.replaced.add(logicalId);
  return {
    action: "Modify",
    logicalId,
    resourceType: declaration.type,
    physicalId: existing.physicalId,
    replacement: isCertain ? "True" : isPossible ? "Conditional" : "False",
    scope,
    details,
    before: contextOf(deployed),
    after: contextOf(desired),
  };
}

function propertyDetails(options: {
  readonly plan: Plan;
  readonly type: ResourceType | undefined;
  readonly declaration: ResourceDeclaration;
  readonly deployed: JsonObject;
  readonly desired: JsonObject;
}): ResourceChange["details"] {
  const { plan, type, declaration, deployed, desired } = options;
  const honoured = type ? honouredProperties(type, deployed, desired) : {};
  const changed = changedPaths(deployed, desired, honoured);
  const touched = Object.keys(honoured).filter(
    (path) => !changed.includes(path) && refersToReplaced(plan, declaration.properties[path.split(".")[0] ?? ""]),
  );
  const detail = (path: string, isCertain: boolean): ResourceChange["details"][number] => ({
    name: path,
    recreation: honoured[path] === "replace" ? (isCertain ? "Always" : "Conditionally") : "Never",
    isCertain,
    ...valueDetail("before", deployed[path]),
    ...valueDetail("after", desired[path]),
  });
  return [...changed.map((path) => detail(path, true)), ...touched.map((path) => detail(path, false))];
}

function valueDetail(side: "before" | "after", value: JsonValue | undefined) {
  if (value === undefined) return {};
  return { [side]: typeof value === "string" ? value : JSON.stringify(value) };
}

function refersToReplaced(plan: Plan, value: JsonValue | undefined): boolean {
  if (value === undefined) return false;
  return referencesIn(value).some(({ logicalId }) => plan.replaced.has(logicalId));
}

function scopeOf(
  old: ResourceDeclaration,
  declaration: ResourceDeclaration,
  hasProperties: boolean,
): readonly ResourceChangeScope[] {
  return [
    ...(hasProperties ? (["Properties"] as const) : []),
    ...(canonicalJson(old.metadata) === canonicalJson(declaration.metadata) ? [] : (["Metadata"] as const)),
    ...(old.deletionPolicy === declaration.deletionPolicy ? [] : (["DeletionPolicy"] as const)),
    ...(old.updateReplacePolicy === declaration.updateReplacePolicy ? [] : (["UpdateReplacePolicy"] as const)),
  ];
}

function contextOf(properties: JsonObject): string {
  return JSON.stringify({ Properties: properties });
}
