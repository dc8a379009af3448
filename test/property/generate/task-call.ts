import { taskTypes } from "./contracts.ts";
import { pick } from "./random.ts";
import { bind, part, type Scope } from "./scope.ts";
import { fits, type ValueType } from "./value-type.ts";

/** A call of a task as part of an expression: its result, or a member of it. */
export function awaitedTask(type: ValueType, scope: Scope): string | undefined {
  const found = taskTypes.flatMap((task) =>
    bind({ ...scope, references: [] }, { name: "result", type: task.output })
      .references.filter((reference) => fits(reference.type, type))
      .map(({ source }) => ({ task, path: source.slice("result".length) })),
  );
  if (found.length === 0) return undefined;
  scope.note("task in an expression");
  const { task, path } = pick(scope.random, found);
  return `(await ${task.variable}(${part(task.input, scope)}))${path}`;
}
