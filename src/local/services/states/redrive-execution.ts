import type { RedriveExecutionInput, RedriveExecutionOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { constraint, executionDoesNotExist, executionNotRedrivable } from "./errors.ts";
import { findExecution } from "./find-execution.ts";
import { redriveStatus } from "./redrive-status.ts";
import type { States } from "./states.ts";

const mostTokenCharacters = 64;

/** Lets an execution that ended without success go on from the states that did not succeed. */
export const redriveExecution = (states: States): Operation<RedriveExecutionInput, RedriveExecutionOutput> => ({
  members: ["executionArn", "clientToken"],
  authorize: (input) => [{ action: "states:RedriveExecution", resource: input.executionArn ?? "" }],
  async handle({ executionArn, clientToken }) {
    checkToken(clientToken);
    const { runtime, cloud } = states;
    // The same request may be under way: then this one is answered as it is.
    await runtime.redriven(findExecution(states, executionArn).id);
    const execution = findExecution(states, executionArn);
    const before =
      clientToken === undefined ? undefined : runtime.store.redrivenBy(execution.id, clientToken, cloud.clock.now());
    if (before !== undefined) return { redriveDate: new Date(before) };
    const { status, reason = "Execution is a child of a Map Run and cannot be redriven by itself" } = redriveStatus(
      states,
      execution,
    );
    if (status !== "REDRIVABLE") throw executionNotRedrivable(reason);
    await runtime.redrive(execution.id, clientToken);
    const redriven = runtime.store.findById(execution.id);
    if (redriven === undefined) throw executionDoesNotExist(execution.arn);
    const { redriveCount, redrivenAt } = redriven;
    if (redrivenAt === undefined || redriveCount === execution.redriveCount) {
      throw executionNotRedrivable(`Execution is ${redriven.status} and cannot be redriven`);
    }
    return { redriveDate: new Date(redrivenAt) };
  },
});

function checkToken(token: string | undefined): void {
  if (token === undefined) return;
  if (token.length === 0) throw constraint("clientToken", token, "have length greater than or equal to 1");
  if (token.length > mostTokenCharacters) {
    throw constraint("clientToken", token, `have length less than or equal to ${mostTokenCharacters}`);
  }
  if (!/^[!-~]+$/.test(token)) throw constraint("clientToken", token, "satisfy regular expression pattern: [!-~]+");
}
