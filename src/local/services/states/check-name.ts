import { invalidName } from "./errors.ts";

// API reference, CreateStateMachine: what a name must not contain.
const forbidden = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

/** Names of state machines and executions: 1 to 80 characters. */
export function checkName(name: string | undefined): string {
  if (name === undefined || name.length === 0 || name.length > 80 || forbidden.test(name)) throw invalidName(name);
  return name;
}
