import type * as z from "zod";
import { eventTrigger, type EventTrigger } from "./trigger.ts";
import type { Json, JsonSchema } from "./json.ts";
import { kind } from "./kind.ts";
import { checkOptions } from "./names.ts";

/** An event of the app: its name (EventBridge's detail-type) and the schema of its detail. */
export interface AppEvent<Name extends string = string, S extends z.core.$ZodType = z.core.$ZodType> {
  readonly [kind]: "event";
  readonly name: Name;
  readonly schema: S;
  /**
   * Starts an execution for each such event; `where` narrows by an EventBridge pattern over the detail.
   *
   * @example
   * trigger: orderPlaced.emitted({ where: { total: [{ numeric: [">", 100] }] } })
   */
  readonly emitted: (options?: EmittedOptions<z.output<S>>) => EventTrigger<Name, z.output<S>>;
}

export interface EmittedOptions<Detail> {
  /** For each member of the detail: the values allowed, or a nested pattern. @default every event of this name */
  readonly where?: { readonly [Key in keyof Detail]?: Json };
}

/**
 * Declares an event that workflows of this app emit and listen to.
 *
 * @example
 * export const orderPlaced = defineEvent("order.placed", z.object({ id: z.string(), total: z.number() }));
 */
export function defineEvent<const Name extends string, S extends z.core.$ZodType>(
  name: Name,
  schema: S & JsonSchema<S>,
): AppEvent<Name, S> {
  if (!/^[A-Za-z][\w.-]{0,127}$/.test(name)) {
    throw new TypeError(`an event's name must be letters, digits, ".", "-" and "_", got ${JSON.stringify(name)}`);
  }
  return {
    [kind]: "event",
    name,
    schema,
    emitted(options = {}) {
      checkOptions("event.emitted", options, ["where"]);
      return eventTrigger(name, schema, options.where as EventTrigger["where"]);
    },
  };
}
