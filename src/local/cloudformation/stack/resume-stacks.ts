import { createDeployable } from "./deployable.ts";
import { deleteStackResources } from "./delete-stack.ts";
import { cleanUp, deployStack } from "./deploy-stack.ts";
import { rollBackStack } from "./roll-back-stack.ts";
import type { StackEngine } from "./stack-engine.ts";
import type { StackRecord } from "./stack-record.ts";

/**
 * Takes up operations that were under way when the process ended.
 *
 * A creation goes on: what is complete stays, the resource that was being made is made anew. An update is rolled back,
 * for nobody knows how far its last step came; rollbacks and deletions go on.
 */
export function resumeStacks(engine: StackEngine): void {
  for (const stack of engine.store.stacks()) {
    const resume = continuation(engine, stack);
    if (resume) {
      engine.cloud.log(`CloudFormation: stack ${stack.stackName} was in ${stack.status}; taking it up again`);
      engine.runInBackground(resume);
    }
  }
}

function continuation(engine: StackEngine, stack: StackRecord): (() => Promise<void>) | undefined {
  const { stackId, status } = stack;
  switch (status) {
    case "CREATE_IN_PROGRESS":
      return () => deployStack(engine, stackId);
    case "UPDATE_IN_PROGRESS":
      return () => rollBackStack(engine, stackId, "The local cloud stopped while the update was under way.");
    case "ROLLBACK_IN_PROGRESS":
    case "UPDATE_ROLLBACK_IN_PROGRESS":
    case "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS":
      return () => rollBackStack(engine, stackId, stack.statusReason ?? "Rollback requested by user.");
    case "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS":
      return async () => {
        if (!stack.target) return;
        const wanted = Object.keys(createDeployable(engine, stack, stack.target).resources);
        await cleanUp(engine, stack, new Set(wanted));
      };
    case "DELETE_IN_PROGRESS":
      return () => deleteStackResources(engine, stackId);
    default:
      return undefined;
  }
}
