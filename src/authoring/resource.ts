import { kind } from "./kind.ts";
import { checkName } from "./names.ts";
import { runtime } from "./runtime.ts";

/** A resource that the stack gives: a table, a queue, a job. */
export interface Resource {
  readonly [kind]: "resource";
  readonly name: string;
  /** What AWS calls it: the name, URL or ARN that the stack gives, for operations of AWS services in a workflow. */
  readonly reference: string;
  /**
   * The right to take actions on it, beyond those that follow from the operations that are called with its reference.
   *
   * @example
   * access: [catalog.allow("glue:GetTable", "glue:GetPartitions")]
   */
  readonly allow: (...actions: readonly [string, ...string[]]) => ResourceAccess;
}

/** Rights on a given resource, as a workflow's `access` lists them. Made by `resource.allow`. */
export interface ResourceAccess {
  readonly [kind]: "resourceAccess";
  readonly resource: string;
  /** For instance `glue:GetTable`. */
  readonly actions: readonly string[];
}

/**
 * Declares a resource that the workflow's stack gives by this name: `new MillraceApp(this, "Shop", { given: { orders: table } })`.
 *
 * @example
 * export const orders = defineResource("orders");
 * // in a workflow
 * const { Item } = await dynamodb.getItem({ TableName: orders.reference, Key: { id: { S: id } } });
 */
export function defineResource(name: string): Resource {
  checkName("a resource's", name, 40);
  const resource: Omit<Resource, "reference"> = {
    [kind]: "resource",
    name,
    allow: (...actions) => ({ [kind]: "resourceAccess", resource: name, actions: actions.map(checkedAction) }),
  };
  return Object.defineProperty(resource, "reference", {
    get: () => runtime(`the reference of "${name}" was read`).reference("resource", name),
  }) as Resource;
}

function checkedAction(action: string): string {
  if (!/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action)) {
    throw new TypeError(
      `an action is one of IAM's, such as "glue:GetTable", and no pattern; got ${JSON.stringify(action)}`,
    );
  }
  return action;
}
