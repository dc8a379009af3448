import type { AnyOperation, CallContext, Operation } from "../service.ts";

/**
 * Gives every operation of a service that states no rights of its own the right that AWS asks for: `<prefix>:<Operation>`
 * on the resource that `resourceOf` finds in the input.
 */
export function authorized(
  prefix: string,
  operations: Readonly<Record<string, AnyOperation>>,
  resourceOf: (input: Readonly<Record<string, unknown>>, context: CallContext) => string,
): Readonly<Record<string, AnyOperation>> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]): [string, AnyOperation] => {
      const known = operation as unknown as Operation<object, unknown>;
      const authorize: NonNullable<typeof known.authorize> = (input, context) => [
        { action: `${prefix}:${name}`, resource: resourceOf({ ...input }, context) },
      ];
      return [name, { authorize, ...known } as unknown as AnyOperation];
    }),
  );
}
