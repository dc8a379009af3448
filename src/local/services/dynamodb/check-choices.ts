import type { AnyOperation, Operation } from "../../service.ts";
import { validationError } from "./validation-error.ts";

/** Members of whichever operation that take one of a few words. */
const choices: Readonly<Record<string, readonly string[]>> = {
  ReturnConsumedCapacity: ["INDEXES", "TOTAL", "NONE"],
  ReturnValuesOnConditionCheckFailure: ["ALL_OLD", "NONE"],
  TableClass: ["STANDARD", "STANDARD_INFREQUENT_ACCESS"],
};

/** Has operations refuse any other word before they do anything. */
export function checkChoices(
  operations: Readonly<Record<string, AnyOperation>>,
): Readonly<Record<string, AnyOperation>> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]): [string, AnyOperation] => {
      const known = operation as unknown as Operation<object, unknown>;
      const handle: typeof known.handle = (input, context) => {
        for (const [member, value] of Object.entries(input)) checkChoice(member, value);
        return known.handle(input, context);
      };
      return [name, { ...known, handle } as unknown as AnyOperation];
    }),
  );
}

function checkChoice(member: string, value: unknown): void {
  const allowed = Object.hasOwn(choices, member) ? choices[member] : undefined;
  if (allowed === undefined || value === undefined || allowed.includes(String(value))) return;
  throw validationError(
    `1 validation error detected: Value '${String(value)}' at '${member.charAt(0).toLowerCase()}${member.slice(1)}' failed to ` +
      `satisfy constraint: Member must satisfy enum value set: [${allowed.join(", ")}]`,
  );
}
