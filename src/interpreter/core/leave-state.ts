import type { Json, JsonataTemplate, Path, State } from "#asl";
import { bindingsOf, evaluateField } from "./evaluate.ts";
import type { StatesFields } from "./evaluate.ts";
import { applyPath, effectiveInput, fillTemplate, isJsonPath, putResult } from "./json-path-fields.ts";
import { checkSize } from "./limits.ts";
import type { Progress } from "./progress.ts";
import { exitedEvents, newEvent } from "./recorded-event.ts";
import { currentOf, inspect, record, stateNamed, threadOf } from "./run.ts";
import type { Run } from "./run.ts";

/** How control leaves a state: the fields of the state itself, of a Choice rule or of a catcher. */
export interface Exit {
  readonly Assign?: Readonly<Record<string, JsonataTemplate>>;
  readonly Output?: JsonataTemplate;
  readonly ResultPath?: Path | null;
  readonly Next?: string;
}

interface ExitOptions extends StatesFields {
  readonly defaultOutput: Json;
  readonly location?: string;
}

/** What a state leaves behind. */
interface Outcome {
  readonly assigned: Readonly<Record<string, Json>> | undefined;
  readonly output: Json;
}

/**
 * Evaluates Assign and Output, or in JSONPath ResultSelector, ResultPath and OutputPath; writes that the state was left and
 * applies the variables.
 *
 * AWS: "Assign and Output are evaluated in parallel": neither sees what the other does, so the variables change last.
 */
export function leaveState(run: Run, threadId: string, exit: Exit, options: ExitOptions): Progress {
  const { name } = currentOf(run, threadId);
  const state = stateNamed(run, name);
  const { assigned, output } = isJsonPath(state)
    ? jsonPathOutcome(run, threadId, { state, exit, fields: options })
    : jsonataOutcome(run, threadId, exit, options);
  // One Assign may hold 256 KiB, all its variables together.
  if (assigned !== undefined) checkSize(run, assigned, name);
  checkSize(run, output, name);
  if (state.Type === "Fail") throw new Error("a Fail state is never left: this is a bug in the interpreter");
  record(run, threadId, newEvent(exitedEvents[state.Type], output, name, assigned));
  const thread = threadOf(run, threadId);
  thread.current = undefined;
  if (assigned !== undefined) thread.variables = { ...thread.variables, ...assigned };
  return exit.Next === undefined
    ? { kind: "end", output }
    : { kind: "enter", threadId, state: exit.Next, input: output };
}

function jsonataOutcome(run: Run, threadId: string, exit: Exit, options: ExitOptions): Outcome {
  const { defaultOutput, location } = options;
  if (exit.Assign === undefined && exit.Output === undefined) return { assigned: undefined, output: defaultOutput };
  const prefix = location === undefined ? "" : `${location}/`;
  const bindings = bindingsOf(run, threadId, options);
  const assigned: Record<string, Json> | undefined = exit.Assign && {};
  for (const name in exit.Assign) {
    assigned![name] = evaluateField(run, threadId, exit.Assign[name]!, `${prefix}Assign/${name}`, bindings);
  }
  const output =
    exit.Output === undefined ? defaultOutput : evaluateField(run, threadId, exit.Output, `${prefix}Output`, bindings);
  return { assigned, output };
}

/** In JSONPath, `$` of Assign is what the state gave: its result, the caught error, else its input. */
function jsonPathOutcome(
  run: Run,
  threadId: string,
  { state, exit, fields }: { readonly state: State; readonly exit: Exit; readonly fields: StatesFields },
): Outcome {
  const { input } = currentOf(run, threadId);
  if (fields.errorOutput !== undefined) {
    const output = putResult(run, { input, path: exit.ResultPath, result: fields.errorOutput });
    return { assigned: assignedBy(run, threadId, exit, fields.errorOutput), output };
  }
  const { OutputPath: outputPath = "$" } = state as { readonly OutputPath?: Path | null };
  if (fields.result === undefined) {
    const document = effectiveInput(run, threadId, state);
    return {
      assigned: assignedBy(run, threadId, exit, document),
      output: applyPath(run, threadId, outputPath, document),
    };
  }
  const selector = "ResultSelector" in state ? state.ResultSelector : undefined;
  const result = selector === undefined ? fields.result : fillTemplate(run, threadId, selector, fields.result);
  const { ResultPath: path } = state as { readonly ResultPath?: Path | null };
  inspect(run, "afterResultSelector", result);
  const combined = putResult(run, { input, path, result });
  inspect(run, "afterResultPath", combined);
  return { assigned: assignedBy(run, threadId, exit, result), output: applyPath(run, threadId, outputPath, combined) };
}

function assignedBy(run: Run, threadId: string, { Assign: template }: Exit, document: Json): Outcome["assigned"] {
  return template && (fillTemplate(run, threadId, template, document) as Readonly<Record<string, Json>>);
}
