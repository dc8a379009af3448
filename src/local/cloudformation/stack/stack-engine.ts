import type { Cloud } from "../../service.ts";
import {
  createCustomResourceAnswers,
  type CustomResourceAnswers,
} from "../custom-resources/custom-resource-answers.ts";
import type { ResourceType } from "../resource-type.ts";
import { createResourceTypes, type ResourceTypes } from "../resource-types.ts";
import { createNestedStacks, type NestedStacks } from "./nested-stacks.ts";
import { Interrupted } from "./interrupted.ts";
import { createStackStore, type StackStore } from "./stack-store.ts";

/** What every step of a stack operation stands on. */
export interface StackEngine {
  readonly cloud: Cloud;
  readonly types: ResourceTypes;
  readonly store: StackStore;
  /** Answers that functions behind custom resources still owe. */
  readonly customResources: CustomResourceAnswers;
  readonly nestedStacks: NestedStacks;
  /** Runs an operation in the background: clients poll for its end. */
  readonly runInBackground: (operation: () => Promise<void>) => void;
  /**
   * Resolves when no operation is under way, or after a moment of patience.
   *
   * Most operations here take less time than one round of a client's polling (5 s in the CLI): an answer that waits for
   * them lets the first look find the end.
   */
  readonly soonSettled: () => Promise<void>;
  /** True once the process is about to end: operations stop before their next step. */
  readonly isClosing: () => boolean;
  readonly close: () => Promise<void>;
}

/** Builds the engine behind the CloudFormation service; `types` are the resource types it can make. */
export function createStackEngine(cloud: Cloud, types: readonly ResourceType[], patienceMs: number): StackEngine {
  const underWay = new Set<Promise<void>>();
  const nestedStacks = createNestedStacks(() => engine);
  const customResources = createCustomResourceAnswers(cloud);
  let isClosing = false;
  const settled = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.all(underWay);
  };
  const engine: StackEngine = {
    cloud,
    types: createResourceTypes(types),
    customResources,
    nestedStacks,
    store: createStackStore(cloud.db),
    runInBackground(operation) {
      const run: Promise<void> = Promise.resolve()
        .then(operation)
        .catch((error: unknown) => {
          if (error instanceof Interrupted) return;
          cloud.log(`CloudFormation: ${error instanceof Error ? error.stack : String(error)}`);
        })
        .finally(() => underWay.delete(run));
      underWay.add(run);
    },
    async soonSettled() {
      const patience = Promise.withResolvers<void>();
      const timer = setTimeout(patience.resolve, patienceMs);
      await Promise.race([settled(), patience.promise]);
      clearTimeout(timer);
    },
    isClosing: () => isClosing,
    async close() {
      isClosing = true;
      customResources.close();
      nestedStacks.close();
      await settled();
    },
  };
  return engine;
}
