import { evaluate } from "../template/evaluate.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import { validationError } from "../template/template.ts";
import type { Deployable } from "./deployable.ts";
import type { StackEngine } from "./stack-engine.ts";
import type { StackOutput, StackRecord } from "./stack-record.ts";

/** Evaluates the Outputs section once all resources exist, and notes which exports and outputs of other stacks the stack uses. */
export function evaluateOutputs(
  engine: StackEngine,
  stack: StackRecord,
  deployable: Deployable,
): Pick<StackRecord, "outputs" | "imports" | "stackOutputs"> {
  const stackOutputs: Record<string, string> = {};
  const imports = new Set<string>();
  const scope = deployable.scope((id) => engine.store.resource(stack.stackId, id));
  const outputs = Object.entries(deployable.outputs).map(([key, declaration]): StackOutput => {
    const exportName = declaration.Export && text(`${key}.Export.Name`, evaluate(declaration.Export.Name, scope));
    if (exportName !== undefined) refuseDuplicate(engine, stack, exportName);
    return {
      key,
      value: text(key, evaluate(declaration.Value, scope)),
      ...(declaration.Description !== undefined && { description: declaration.Description }),
      ...(exportName !== undefined && { exportName }),
    };
  });
  const noteImports = (value: JsonValue): void => {
    if (Array.isArray(value)) value.forEach(noteImports);
    if (!isJsonObject(value)) return;
    const name = value["Fn::ImportValue"];
    if (name !== undefined) imports.add(text("Fn::ImportValue", evaluate(name, scope)));
    const read = value["Fn::GetStackOutput"];
    if (read !== undefined) {
      const { StackName, OutputName } = evaluate(read, scope) as JsonObject;
      stackOutputs[`${String(StackName)}.${String(OutputName)}`] = text("Fn::GetStackOutput", evaluate(value, scope));
    }
    Object.values(value).forEach(noteImports);
  };
  for (const { properties } of Object.values(deployable.resources)) noteImports(properties);
  for (const { Value } of Object.values(deployable.outputs)) noteImports(Value);
  refuseRemovedExports(engine, stack, outputs);
  return { outputs, imports: [...imports], stackOutputs };
}

function text(name: string, value: JsonValue | undefined): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw validationError(
    `Template format error: The Value field of every Outputs member must evaluate to a String. (${name})`,
  );
}

function refuseDuplicate(engine: StackEngine, stack: StackRecord, exportName: string): void {
  const owner = engine.store
    .stacks()
    .find(
      (other) =>
        other.stackId !== stack.stackId &&
        other.status !== "DELETE_COMPLETE" &&
        other.outputs.some((output) => output.exportName === exportName),
    );
  if (owner) {
    throw validationError(`Export with name ${exportName} is already exported by stack ${owner.stackName}.`);
  }
}

/** Refuses to lose or change an export while another stack imports it. */
function refuseRemovedExports(engine: StackEngine, stack: StackRecord, outputs: readonly StackOutput[]): void {
  for (const { exportName, value } of stack.outputs) {
    if (exportName === undefined) continue;
    const isSame = outputs.some((output) => output.exportName === exportName && output.value === value);
    const users = isSame ? [] : importersOf(engine, exportName);
    if (users.length > 0) {
      throw validationError(`Cannot delete or change export ${exportName} as it is in use by ${users.join(", ")}`);
    }
  }
}

/** Names of the stacks that use an export. */
export function importersOf(engine: StackEngine, exportName: string): readonly string[] {
  return engine.store
    .stacks()
    .filter(({ status, imports }) => status !== "DELETE_COMPLETE" && imports.includes(exportName))
    .map(({ stackName }) => stackName);
}
