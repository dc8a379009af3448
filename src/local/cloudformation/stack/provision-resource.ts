import { evaluateObject } from "../template/evaluate.ts";
import { resolveDynamicReferences } from "../template/dynamic-references.ts";
import { changedPaths } from "../property-paths.ts";
import { honouredProperties } from "../honoured-properties.ts";
import type { ResourceState, ResourceType } from "../resource-type.ts";
import { validationError, type ResourceDeclaration } from "../template/template.ts";
import type { Deployable } from "./deployable.ts";
import { failureReason } from "./failure-reason.ts";
import { Interrupted } from "./interrupted.ts";
import { mergeTags } from "./merge-tags.ts";
import { recordResourceStatus } from "./record-status.ts";
import { readSecret } from "./read-secret.ts";
import { readSsmParameter } from "./read-ssm-parameter.ts";
import { removeResource } from "./remove-resource.ts";
import { createResourceContext } from "./resource-context.ts";
import type { StackEngine } from "./stack-engine.ts";
import type { ResourceRecord, StackRecord, StackTarget } from "./stack-record.ts";

/** A resource could not be made or changed; its event has been written. */
export class ResourceFailure extends Error {
  readonly logicalId: string;
  readonly verb: "create" | "update";

  constructor(logicalId: string, verb: "create" | "update", reason: string) {
    super(reason);
    this.name = "ResourceFailure";
    this.logicalId = logicalId;
    this.verb = verb;
  }
}

interface Step {
  readonly engine: StackEngine;
  readonly stack: StackRecord;
  readonly type: ResourceType;
  readonly next: ResourceRecord;
}

/** Brings one resource to what the template asks for: creates, updates, replaces or leaves it. */
export async function provisionResource(options: {
  readonly engine: StackEngine;
  readonly stack: StackRecord;
  readonly target: StackTarget;
  readonly deployable: Deployable;
  readonly logicalId: string;
}): Promise<void> {
  const { engine, stack, deployable, logicalId } = options;
  const declaration = deployable.resources[logicalId] as ResourceDeclaration;
  const type = engine.types.get(declaration.type) as ResourceType;
  const existing = await usableResource(options);
  let next = recordOf(options, existing);
  const verb = existing ? "update" : "create";
  try {
    next = { ...next, ...(await desiredProperties(options, type)) };
  } catch (error) {
    throw failed({ engine, stack, type, next }, verb, error);
  }
  const step: Step = { engine, stack, type, next };
  if (!existing) return create(step);
  if (existing.neverRuns !== next.neverRuns) return replace(step, existing);
  const honoured = honouredProperties(type, existing.properties, next.properties);
  const changed = changedPaths(existing.properties, next.properties, honoured);
  if (changed.length === 0 && !mayHaveDrifted(step)) {
    engine.store.putResource(stack.stackId, { ...existing, ...policiesOf(next) });
  } else if (changed.some((path) => honoured[path] === "replace")) {
    await replace(step, existing);
  } else {
    await update(step, existing);
  }
}

/** Whether the resource is to be put right, however it stands. */
function mayHaveDrifted({ stack, type }: Step): boolean {
  return stack.operation?.revertDrift === true && type.revertsDrift === true;
}

/** The resource on record, unless its creation never came to an end: then what there is of it is cleared away. */
async function usableResource({
  engine,
  stack,
  logicalId,
}: Parameters<typeof provisionResource>[0]): Promise<ResourceRecord | undefined> {
  const resource = engine.store.resource(stack.stackId, logicalId);
  if (!resource?.status.startsWith("CREATE_") || resource.status === "CREATE_COMPLETE") return resource;
  const failure = await removeResource({ engine, stack, resource, retain: false });
  if (failure !== undefined) throw new ResourceFailure(logicalId, "create", failure);
  return undefined;
}

function recordOf(
  { engine, deployable, logicalId }: Parameters<typeof provisionResource>[0],
  existing: ResourceRecord | undefined,
): ResourceRecord {
  const declaration = deployable.resources[logicalId] as ResourceDeclaration;
  return {
    logicalId,
    type: declaration.type,
    physicalId: existing?.physicalId ?? "",
    status: existing?.status ?? "CREATE_IN_PROGRESS",
    updatedAt: engine.cloud.clock.now(),
    properties: {},
    attributes: existing?.attributes ?? {},
    dependsOn: deployable.dependencies.get(logicalId) ?? [],
    deletionPolicy: declaration.deletionPolicy,
    updateReplacePolicy: declaration.updateReplacePolicy,
    ...(declaration.metadata !== undefined && { metadata: declaration.metadata }),
    generation: existing?.generation ?? 0,
    ...(deployable.neverRun.has(logicalId) && { neverRuns: true }),
  };
}

async function desiredProperties(
  { engine, stack, target, deployable, logicalId }: Parameters<typeof provisionResource>[0],
  type: ResourceType,
): Promise<Pick<ResourceRecord, "properties" | "shownProperties">> {
  const declaration = deployable.resources[logicalId] as ResourceDeclaration;
  const scope = deployable.scope((id) => engine.store.resource(stack.stackId, id));
  const evaluated = evaluateObject(declaration.properties, scope);
  const properties = await resolveDynamicReferences(evaluated, {
    parameter: (name) => readSsmParameter(engine.cloud, name),
    secret: (request) => readSecret(engine.cloud, request),
  });
  const merged = mergeTags(properties, type.tags, target.tags);
  return properties === evaluated
    ? { properties: merged }
    : { properties: merged, shownProperties: mergeTags(evaluated, type.tags, target.tags) };
}

function policiesOf(record: ResourceRecord): Partial<ResourceRecord> {
  const { dependsOn, deletionPolicy, updateReplacePolicy, metadata } = record;
  return { dependsOn, deletionPolicy, updateReplacePolicy, ...(metadata !== undefined && { metadata }) };
}

async function create(step: Step): Promise<void> {
  const { engine, stack, next } = step;
  engine.store.pushUndo(stack.stackId, { kind: "created", logicalId: next.logicalId });
  recordResourceStatus(engine, stack, next, "CREATE_IN_PROGRESS");
  await make(step, "CREATE_IN_PROGRESS", "create");
}

/** Runs the type's create and stores what it made, from the moment it exists. */
async function make(step: Step, inProgress: string, verb: "create" | "update"): Promise<void> {
  const { engine, stack, type, next } = step;
  let current = { ...next, status: inProgress };
  const exists = (physicalId: string): void => {
    if (current.physicalId === physicalId) return;
    current = { ...current, physicalId };
    current = recordResourceStatus(engine, stack, current, inProgress, "Resource creation Initiated");
  };
  try {
    const state = await type.create(next.properties, createResourceContext(engine, stack, next, exists));
    exists(state.physicalId);
    complete({ ...step, next: current }, state, verb);
  } catch (error) {
    throw failed({ ...step, next: current }, verb, error);
  }
}

async function update(step: Step, existing: ResourceRecord): Promise<void> {
  const { engine, stack, type, next } = step;
  engine.store.pushUndo(stack.stackId, { kind: "updated", logicalId: next.logicalId, previous: existing });
  // The new properties go on record before they are applied: a rollback must assume that any of them took effect.
  const current = recordResourceStatus(engine, stack, next, "UPDATE_IN_PROGRESS");
  try {
    // Nobody knows how it stands after it drifted: nothing of it counts as done.
    const known = mayHaveDrifted(step) ? { ...existing, properties: {} } : existing;
    const state = await type.update(next.properties, known, createResourceContext(engine, stack, next));
    if (state.physicalId !== existing.physicalId) {
      engine.store.pushUndo(stack.stackId, { kind: "renamed", logicalId: next.logicalId, previous: existing });
    }
    complete(step, state, "update");
  } catch (error) {
    throw failed({ ...step, next: current }, "update", error);
  }
}

async function replace(step: Step, existing: ResourceRecord): Promise<void> {
  const { engine, stack, type, next } = step;
  const { nameProperty } = type;
  if (nameProperty && next.properties[nameProperty] !== undefined) {
    const name = next.properties[nameProperty];
    if (name === existing.properties[nameProperty]) {
      const reason = `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${String(name)} and update the stack again.`;
      throw failed({ ...step, next: existing }, "update", validationError(reason));
    }
  }
  engine.store.pushUndo(stack.stackId, { kind: "replaced", logicalId: next.logicalId, previous: existing });
  const fresh = { ...next, physicalId: "", attributes: {}, generation: existing.generation + 1 };
  recordResourceStatus(
    engine,
    stack,
    fresh,
    "UPDATE_IN_PROGRESS",
    "Requested update requires the creation of a new physical resource; hence creating one.",
  );
  await make({ ...step, next: fresh }, "UPDATE_IN_PROGRESS", "update");
}

function complete(step: Step, state: ResourceState, verb: "create" | "update"): void {
  const { engine, stack, next } = step;
  // Handlers may answer with the resource as it was, a record full of old properties: only these two are theirs to say.
  const { physicalId, attributes } = state;
  recordResourceStatus(
    engine,
    stack,
    { ...next, physicalId, attributes },
    verb === "create" ? "CREATE_COMPLETE" : "UPDATE_COMPLETE",
  );
}

function failed({ engine, stack, next }: Step, verb: "create" | "update", error: unknown): Error {
  if (error instanceof Interrupted) return error;
  const reason = failureReason(error, engine.cloud.newId());
  recordResourceStatus(engine, stack, next, verb === "create" ? "CREATE_FAILED" : "UPDATE_FAILED", reason);
  return new ResourceFailure(next.logicalId, verb, reason);
}
