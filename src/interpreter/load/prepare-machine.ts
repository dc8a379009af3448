import { validateDefinition } from "#asl";
import type { AslFinding, Definition, ValidateOptions } from "#asl";
import { buildMachine } from "./build-machine.ts";
import { compileJsonPath } from "./compile-json-path.ts";
import type { LoadOptions, Machine } from "./machine.ts";
import { normalizeDefinition } from "./normalize-definition.ts";

/** What keeps a definition from being run; or how it is loaded, without being checked once more. */
export type Prepared =
  | { readonly findings: readonly AslFinding[] }
  | { readonly definition: Definition; readonly load: (options: LoadOptions) => Machine };

/** Checks a definition in all that can be said before it runs. */
export function prepareMachine(definition: unknown, options: ValidateOptions = {}): Prepared {
  const errors = validateDefinition(definition, options).filter(({ severity }) => severity === "ERROR");
  // Only what has the right shape can be compiled.
  if (errors.length > 0) return { findings: errors };
  const checked = definition as Definition;
  const normalized = normalizeDefinition(checked);
  const { program, findings } = compileJsonPath(normalized);
  if (findings.length > 0) return { findings };
  return { definition: checked, load: (given) => buildMachine(normalized, program, given) };
}
