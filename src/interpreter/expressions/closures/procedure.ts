import { unset } from "./evaluate.ts";
import type { Evaluate, Frame } from "./evaluate.ts";
import { askReference, outOfSteps } from "./failures.ts";
import type { Signature } from "./syntax-node.ts";

/** What all functions made by one `function(…){…}` have in common. */
export interface LambdaDefinition {
  /** How many names its frame holds. */
  readonly size: number;
  readonly body: Evaluate;
}

/** A function of the expression's own, or one of them with some parameters given. */
export interface Lambda {
  /** By this the library knows a lambda. */
  readonly _jsonata_lambda: true;
  readonly definition: LambdaDefinition;
  /** Where each parameter that is still open stands in the frame. */
  readonly parameters: readonly number[];
  /** The parameters that were given, by their places. */
  readonly given: readonly (readonly [place: number, value: unknown])[];
  readonly signature: Signature | undefined;
  /** How the library's functions call back; one made by `f(a, ?)` cannot be called so. */
  readonly apply: ((this: Lambda, self: unknown, given: readonly unknown[]) => unknown) | undefined;
  /** The context that it was made in. */
  readonly input: unknown;
  readonly frame: Frame;
}

/** A call in tail position: made by whoever called the function, so that recursion does not grow the stack. */
export interface Thunk {
  readonly _jsonata_lambda: true;
  readonly thunk: true;
  readonly procedure: Evaluate;
  readonly arguments: readonly Evaluate[];
  readonly input: unknown;
  readonly frame: Frame;
}

export function isLambda(value: unknown): value is Lambda {
  return typeof value === "object" && value !== null && "_jsonata_lambda" in value && "definition" in value;
}

export function isThunk(value: unknown): value is Thunk {
  return typeof value === "object" && value !== null && "_jsonata_lambda" in value && "thunk" in value;
}

/** Runs the body in a frame of its own. */
export function applyLambda(lambda: Lambda, given: readonly unknown[], context: unknown): unknown {
  const { definition, parameters, signature, frame: outer } = lambda;
  const { evaluation } = outer;
  if (evaluation.remainingSteps < 0) outOfSteps();
  const values: unknown[] = [];
  for (let place = 0; place < definition.size; place++) values.push(unset);
  const checked = signature === undefined ? given : signature.validate(given, context);
  for (const [place, value] of lambda.given) values[place] = value;
  for (let index = 0; index < parameters.length; index++) values[parameters[index]!] = checked[index];
  return definition.body(lambda.input, { parent: outer, values, evaluation });
}

/** How many arguments a function wants, as the reference counts them. */
export function arityOf(procedure: unknown): number {
  if (isLambda(procedure)) return procedure.parameters.length;
  const { arity, implementation, length } = procedure as {
    readonly arity?: unknown;
    readonly implementation?: unknown;
    readonly length?: unknown;
  };
  if (typeof arity === "number") return arity;
  if (typeof implementation === "function") return implementation.length;
  return typeof length === "number" ? length : askReference();
}
