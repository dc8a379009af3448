import { checkArguments } from "./check-arguments.ts";
import { ExpressionFailure, askReference } from "./failures.ts";
import type { NativeFunction } from "./native-functions.ts";
import { nativeFunctions } from "./native-functions.ts";
import { isFunction } from "./values.ts";
import { applyLambda, arityOf, isLambda, isThunk } from "./procedure.ts";

// Calling functions of every kind.

/** Calls a function; a call in tail position goes on from here, at the same depth of the stack. */
export function applyProcedure(procedure: unknown, given: readonly unknown[], context: unknown): unknown {
  // What the library's functions give is never a call in tail position.
  const native = nativeFunctions.get(procedure);
  if (native !== undefined) return applyNative(native, given, context);
  let result = applyOnce(procedure, given, context);
  while (isThunk(result)) {
    const { procedure: next, arguments: parts, input, frame } = result;
    const called = next(input, frame);
    // Here the reference writes on what it calls before it looks whether it can be called.
    if (!isFunction(called)) return askReference();
    // Unlike elsewhere, functions among the arguments are given as they are.
    const values = parts.map((part) => part(input, frame));
    result = applyOnce(called, values, context);
  }
  return result;
}

function applyOnce(procedure: unknown, given: readonly unknown[], context: unknown): unknown {
  const native = nativeFunctions.get(procedure);
  if (native !== undefined) return applyNative(native, given, context);
  if (isLambda(procedure)) return applyLambda(procedure, given, context);
  // AWS's functions, regular expressions and functions that came as arguments.
  if (typeof procedure === "function") return Reflect.apply(procedure, context, given);
  throw new ExpressionFailure("T1006");
}

function applyNative(
  { implementation, shape, signature }: NativeFunction,
  given: readonly unknown[],
  context: unknown,
) {
  const fitting = shape && checkArguments(shape, given);
  const result = implementation(...((fitting ?? signature.validate(given, context)) as readonly never[]));
  return result instanceof Promise ? askReference() : result;
}

/** A function that is an argument: plain JavaScript, whatever it was. */
export function asArgument(procedure: unknown): (...given: unknown[]) => unknown {
  const call = (...given: unknown[]): unknown => applyProcedure(procedure, given, null);
  return Object.assign(call, { arity: arityOf(procedure) });
}
