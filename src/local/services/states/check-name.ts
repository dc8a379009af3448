import { invalidName } from "./errors.ts";

// API reference, CreateStateMachine: what a name must not contain; control characters are excluded too.
const forbidden = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;

/** Names of state machines and executions: 1 to 80 characters. */
export function checkName(name: string | undefined): string {
  if (name === undefined || name.length === 0 || name.length > 80 || forbidden.test(name)) throw invalidName(name);
  return name;
}
