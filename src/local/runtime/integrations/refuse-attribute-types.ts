import { TaskFailure } from "#interpreter";

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

/**
 * Fails a task whose DynamoDB attributes have one of these types, which Step Functions spells or encodes in a way that is not settled.
 *
 * An attribute of that name is told apart by what it holds: an attribute is an object, a value of these types never is.
 */
export function refuseAttributeTypes(resource: string, types: readonly string[], value: unknown): void {
  if (Array.isArray(value)) for (const item of value) refuseAttributeTypes(resource, types, item);
  if (!isObject(value)) return;
  for (const [name, item] of Object.entries(value)) {
    const type = types.find((one) => one === name.toUpperCase());
    if (type === undefined || isObject(item)) refuseAttributeTypes(resource, types, item);
    else {
      throw new TaskFailure(
        "States.Runtime",
        `Attributes of type ${type} of ${resource} are not implemented by the local cloud: how Step Functions writes them is not settled`,
      );
    }
  }
}
