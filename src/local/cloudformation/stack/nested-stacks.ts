import type { Cloud } from "../../service.ts";
import { validationError } from "../template/template.ts";
import { createDeployable } from "./deployable.ts";
import { Interrupted } from "./interrupted.ts";
import { newStack } from "./new-stack.ts";
import { prepareTarget } from "./prepare-target.ts";
import { refuseUsedExports } from "./refuse-used-exports.ts";
import type { StackEngine } from "./stack-engine.ts";
import type { StackRecord, StackTag } from "./stack-record.ts";
import { startDeletion, startDeployment } from "./start-operation.ts";

/** What a resource `AWS::CloudFormation::Stack` asks for. */
export interface NestedStackInput {
  readonly templateUrl: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: readonly StackTag[];
}

/** Stacks as resources of others. Every operation ends with the nested stack's own end. */
export interface NestedStacks {
  readonly create: (
    parentId: string,
    name: string,
    input: NestedStackInput,
    exists: (stackId: string) => void,
  ) => Promise<StackRecord>;
  readonly update: (stackId: string, input: NestedStackInput) => Promise<StackRecord>;
  readonly delete: (stackId: string) => Promise<void>;
  /** Ends every wait with `Interrupted`. */
  readonly close: () => void;
}

/** Deploys nested stacks by the same engine as their parents. */
export function createNestedStacks(engineOf: () => StackEngine): NestedStacks {
  const closing = Promise.withResolvers<never>();
  closing.promise.catch(() => undefined);
  const settled = (stackId: string): Promise<StackRecord> => settledStack(engineOf(), stackId, closing.promise);

  return {
    async create(parentId, name, input, exists) {
      const engine = engineOf();
      const parent = engine.store.findStack(parentId);
      const stack: StackRecord = {
        ...newStack(engine, name, "CREATE_IN_PROGRESS"),
        parentId,
        rootId: parent?.rootId ?? parentId,
      };
      const target = await targetOf(engine.cloud, input);
      createDeployable(engine, stack, target);
      startDeployment(engine, stack, target, {});
      exists(stack.stackId);
      const created = await settled(stack.stackId);
      if (created.status === "CREATE_COMPLETE") return created;
      throw validationError(
        `Embedded stack ${created.stackId} was not successfully created: ${failureOf(engine, created)}`,
      );
    },
    async update(stackId, input) {
      const engine = engineOf();
      // After a restart its own rollback may still be under way.
      const stack = await settled(stackId);
      const target = await targetOf(engine.cloud, input);
      startDeployment(engine, stack, target, {});
      const updated = await settled(stackId);
      if (updated.status === "UPDATE_COMPLETE") return updated;
      throw validationError(
        `Embedded stack ${stackId} was not successfully updated. Currently in ${updated.status} with reason: ${failureOf(engine, updated)}`,
      );
    },
    async delete(stackId) {
      const engine = engineOf();
      if (engine.store.findStack(stackId) === undefined) return;
      const stack = await settled(stackId);
      if (stack.status === "DELETE_COMPLETE") return;
      refuseUsedExports(engine, stack);
      startDeletion(engine, stack, {});
      const deleted = await settled(stackId);
      if (deleted.status !== "DELETE_COMPLETE") {
        throw validationError(`Embedded stack ${stackId} was not successfully deleted: ${deleted.statusReason ?? ""}`);
      }
    },
    close: () => closing.reject(new Interrupted()),
  };
}

function targetOf(cloud: Cloud, { templateUrl, parameters, tags }: NestedStackInput) {
  return prepareTarget(
    cloud,
    {
      TemplateURL: templateUrl,
      Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
      Tags: tags,
      // Whoever deployed the parent acknowledged what stands in it.
      Capabilities: ["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
    },
    undefined,
  );
}

/** Why it failed: the reason of the rollback that followed, else of the first resource that did. */
function failureOf(engine: StackEngine, stack: StackRecord): string {
  const events = engine.store.events(stack.stackId).toReversed();
  const operationId = stack.operation?.operationId;
  const rollback = events.find(
    (event) => event.resourceStatus.endsWith("ROLLBACK_IN_PROGRESS") && event.operationId === operationId,
  );
  return (rollback?.resourceStatusReason ?? stack.statusReason ?? "").replace(" Rollback requested by user.", "");
}

async function settledStack(engine: StackEngine, stackId: string, closing: Promise<never>): Promise<StackRecord> {
  for (;;) {
    const changed = Promise.withResolvers<void>();
    const unsubscribe = engine.cloud.subscribe((topic, id) => {
      if (topic === "stack" && id === stackId) changed.resolve();
    });
    try {
      const stack = engine.store.findStack(stackId);
      if (stack === undefined) throw validationError(`Stack with id ${stackId} does not exist`);
      if (!stack.status.endsWith("_IN_PROGRESS")) return stack;
      await Promise.race([changed.promise, closing]);
    } finally {
      unsubscribe();
    }
  }
}
