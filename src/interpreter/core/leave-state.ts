import type { HistoryEventType, Json, JsonataTemplate } from "#asl";
import { bindingsOf, evaluateField } from "./evaluate.ts";
import type { StatesFields } from "./evaluate.ts";
import { checkSize } from "./limits.ts";
import type { Progress } from "./progress.ts";
import { currentOf, jsonText, notTruncated, record, stateNamed, threadOf, updateThread } from "./run.ts";
import type { Run, Steps } from "./run.ts";

/** How control leaves a state: the fields of the state itself, of a Choice rule or of a catcher. */
export interface Exit {
  readonly Assign?: Readonly<Record<string, JsonataTemplate>>;
  readonly Output?: JsonataTemplate;
  readonly Next?: string;
}

/**
 * Evaluates Assign and Output, writes that the state was left and applies the variables.
 *
 * AWS: "Assign and Output are evaluated in parallel": neither sees what the other does, so the variables change last.
 */
export function* leaveState(
  run: Run,
  threadId: string,
  exit: Exit,
  options: { readonly fields: StatesFields; readonly defaultOutput: Json; readonly location?: string },
): Steps<Progress> {
  const { name } = currentOf(run, threadId);
  const prefix = options.location === undefined ? "" : `${options.location}/`;
  const needsBindings = exit.Assign !== undefined || exit.Output !== undefined;
  const bindings = needsBindings ? bindingsOf(run, threadId, options.fields) : {};
  const assigned = yield* evaluateAssign(run, threadId, exit.Assign ?? {}, { bindings, prefix });
  const output =
    exit.Output === undefined
      ? options.defaultOutput
      : yield* evaluateField(run, threadId, exit.Output, `${prefix}Output`, bindings);
  checkSize(output, name);
  recordExit(run, threadId, output, assigned);
  updateThread(run, threadId, {
    current: undefined,
    variables: { ...threadOf(run, threadId).variables, ...assigned },
  });
  return exit.Next === undefined ? { kind: "end", output } : { kind: "next", next: exit.Next, output };
}

function* evaluateAssign(
  run: Run,
  threadId: string,
  assign: Readonly<Record<string, JsonataTemplate>>,
  { bindings, prefix }: { readonly bindings: Readonly<Record<string, unknown>>; readonly prefix: string },
): Steps<Readonly<Record<string, Json>>> {
  const assigned: Record<string, Json> = {};
  for (const [name, template] of Object.entries(assign)) {
    assigned[name] = yield* evaluateField(run, threadId, template, `${prefix}Assign/${name}`, bindings);
  }
  // One Assign may hold 256 KiB, all its variables together.
  checkSize(assigned, currentOf(run, threadId).name);
  return assigned;
}

function recordExit(run: Run, threadId: string, output: Json, assigned: Readonly<Record<string, Json>>): void {
  const { name } = currentOf(run, threadId);
  const variables = Object.entries(assigned).map(([variable, value]) => [variable, jsonText(value)]);
  const assignedVariables = {
    assignedVariables: Object.fromEntries(variables),
    assignedVariablesDetails: notTruncated,
  };
  record(run, threadId, `${stateNamed(run, name).Type}StateExited` as HistoryEventType, {
    stateExitedEventDetails: {
      name,
      output: jsonText(output),
      outputDetails: notTruncated,
      ...(variables.length === 0 ? {} : assignedVariables),
    },
  });
}
