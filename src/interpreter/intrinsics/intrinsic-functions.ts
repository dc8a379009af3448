import type { Json } from "#asl";
import type { IntrinsicScope } from "./intrinsic-scope.ts";

/** Gives a function's value; throws `IntrinsicFailure`. */
export type IntrinsicFunction = (args: readonly Json[], scope: IntrinsicScope) => Json;

export type IntrinsicFunctions = Readonly<Record<string, IntrinsicFunction>>;
