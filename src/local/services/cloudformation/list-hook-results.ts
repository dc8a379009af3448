import type { ListHookResultsInput, ListHookResultsOutput } from "@aws-sdk/client-cloudformation";
import type { Operation } from "../../service.ts";

// The CLI asks after a failed change set. No hook can be registered here, so none has run.
export const listHookResults: Operation<ListHookResultsInput, ListHookResultsOutput> = {
  members: ["TargetType", "TargetId"],
  handle: () => ({ HookResults: [] }),
};
