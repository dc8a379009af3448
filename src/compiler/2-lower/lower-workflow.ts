import type { AppEvent } from "#authoring";
import type { FoundWorkflow } from "../1-analyze/find-workflow.ts";
import type { LoadModule } from "../1-analyze/load-values.ts";
import type { Reporter } from "../diagnostics/reporter.ts";
import type { Region } from "../ir/ir.ts";
import { nullLiteral, states } from "../jsonata/build.ts";
import type { UsedAwsCall, UsedMapRun, UsedReference, UsedTask, UsedWorkflow } from "../output.ts";
import type { ts } from "../program.ts";
import { createReferenceIndex } from "./aliases/reference-index.ts";
import { type LowerContext, type LoweredLoop, refuse, sourceText, type WorkflowContext } from "./context.ts";
import { lowerAwaited } from "./effects/lower-await.ts";
import { exitsOfRegion } from "./exits.ts";
import { dispatchExpression } from "./expressions/dispatch-expression.ts";
import { lowerInputGuard } from "./guard/input-guard.ts";
import { lowerFunctionBody } from "./lower-function-body.ts";
import { createNameAllocator } from "./name-allocator.ts";
import { bindPattern } from "./patterns/bind-pattern.ts";
import { createRegionBuilder } from "./region-builder.ts";
import { dispatchStatement } from "./statements/dispatch-statement.ts";
import { lowerAssigning } from "./statements/assignment.ts";
import { orNull } from "./statements/return-statement.ts";
import { assignBinding, declareVariable } from "./variables.ts";

export interface LoweredWorkflow {
  readonly region: Region;
  readonly tasks: readonly UsedTask[];
  readonly events: readonly AppEvent[];
  readonly awsCalls: readonly UsedAwsCall[];
  readonly mapRuns: readonly UsedMapRun[];
  readonly references: readonly UsedReference[];
  readonly callbacks: readonly string[];
  readonly calls: readonly UsedWorkflow[];
  readonly loops: readonly LoweredLoop[];
}

export interface LowerOptions {
  readonly found: FoundWorkflow;
  readonly checker: ts.TypeChecker;
  readonly reporter: Reporter;
  readonly load: LoadModule;
  readonly rootFolder: string;
  readonly checkFile: WorkflowContext["checkFile"];
  readonly projectFiles: WorkflowContext["projectFiles"];
}

/** Lowers a workflow's function to blocks: the input check, the parameter, the statements. */
export function lowerWorkflow({
  found,
  checker,
  reporter,
  load,
  rootFolder,
  checkFile,
  projectFiles,
}: LowerOptions): LoweredWorkflow {
  const region = createRegionBuilder();
  const shared: WorkflowContext = {
    dispatch: {
      expression: dispatchExpression,
      awaited: lowerAwaited,
      statement: dispatchStatement,
      assignment: lowerAssigning,
    },
    checker,
    symbols: found.symbols,
    load,
    reporter,
    rootFolder,
    workflowName: found.workflow.name,
    usesOf: createReferenceIndex(checker),
    checkFile,
    projectFiles,
    names: createNameAllocator(),
    inlined: { calls: 0 },
    callPlaces: [],
    uncaught: new Set(),
    bindings: new Map(),
    loops: [],
    tasks: new Map(),
    events: new Map(),
    awsCalls: [],
    mapRuns: [],
    references: new Map(),
    callbacks: new Set(),
    calls: new Map(),
  };
  const context: LowerContext = {
    ...shared,
    region,
    handler: undefined,
    exits: exitsOfRegion(region, shared),
    callers: [],
    isPure: false,
  };
  const { body } = found;
  bindInput(body, context);
  lowerInputGuard(found.workflow, found.definition.arguments[0]!, context);
  const value = lowerFunctionBody(body, context);
  context.exits.return(value === undefined ? nullLiteral : orNull(value), body);
  return {
    region: region.finish(),
    tasks: [...context.tasks.values()],
    events: [...context.events.values()],
    awsCalls: context.awsCalls,
    mapRuns: context.mapRuns,
    references: [...context.references.values()],
    callbacks: [...context.callbacks],
    calls: [...context.calls.values()],
    loops: context.loops,
  };
}

function bindInput({ parameters }: ts.ArrowFunction | ts.FunctionExpression, context: LowerContext): void {
  const [parameter, ...others] = parameters;
  if (parameter === undefined) return;
  if (others.length > 0 || parameter.initializer !== undefined || parameter.dotDotDotToken !== undefined) {
    refuse(context, others[0] ?? parameter, "MR2125", { text: sourceText(others[0] ?? parameter) });
  }
  bindPattern(parameter.name, states("input"), context, (name, value) => {
    assignBinding(declareVariable(name, context), value, context);
  });
}
