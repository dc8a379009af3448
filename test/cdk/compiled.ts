import { join } from "node:path";
import type { AppEvent, Task, Workflow, WorkflowType } from "#authoring";
import type { CompiledWorkflow } from "#compiler";

interface Parts {
  /** @default none */
  readonly tasks?: readonly Task[];
  /** @default none */
  readonly events?: readonly AppEvent[];
  /** Workflows that it calls. @default none */
  readonly calls?: readonly string[];
  /** Of the workflows that it calls. @default "standard" */
  readonly calledType?: WorkflowType;
  /** @default a folder that does not exist */
  readonly functionsFolder?: string;
}

/** A compiled workflow by hand, for tests that are not about the compiler: its states call each task, then emit. */
export function compiled(
  workflow: Workflow,
  { tasks = [], events = [], calls = [], calledType = "standard", functionsFolder = "/nowhere" }: Parts = {},
): CompiledWorkflow {
  const usedTasks = tasks.map(({ contract }) => ({
    placeholder: `${contract.name.replaceAll(/(^|-)(\w)/g, (_match, _hyphen, letter: string) => letter.toUpperCase())}FunctionArn`,
    contract,
    contractFile: join(functionsFolder, contract.name, "contract.ts"),
  }));
  const definition = {
    QueryLanguage: "JSONata",
    StartAt: "Do",
    States: {
      Do: {
        Type: "Pass",
        Output: [
          ...usedTasks.map(({ placeholder }) => `\${${placeholder}}`),
          ...calls.map((name) => `\${${placeholderOf(name)}}`),
          ...(events.length > 0 ? ["${EventBusName}", "${EventSource}"] : []),
        ],
        End: true,
      },
    },
  };
  return {
    name: workflow.name,
    file: `workflows/${workflow.name}.ts`,
    workflow,
    definition: definition as unknown as CompiledWorkflow["definition"],
    tasks: usedTasks,
    callbacks: [],
    calls: calls.map((name) => ({
      name,
      placeholder: placeholderOf(name),
      file: `/nowhere/${name}.ts`,
      type: calledType,
    })),
    events,
    awsCalls: [],
    mapRuns: [],
    references: [],
    sourceMap: {},
    cost: { states: 1, shortestTransitions: 1, longestTransitions: 1, loops: [] },
  };
}

const placeholderOf = (name: string): string =>
  `${name.replaceAll(/(^|-)(\w)/g, (_match, _hyphen, letter: string) => letter.toUpperCase())}StateMachineArn`;
