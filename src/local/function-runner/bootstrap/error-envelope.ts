import type { ErrorEnvelope } from "./messages.ts";

/** Writes what a handler threw as Lambda's Node runtime does: an Error by name, message and stack, else by type and text. */
export function errorEnvelope(thrown: unknown): ErrorEnvelope {
  if (thrown instanceof Error || isErrorLike(thrown)) {
    return {
      errorType: thrown.name,
      errorMessage: thrown.message,
      trace: (thrown.stack ?? "").split("\n"),
    };
  }
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}

// An Error of another realm (a vm context, a bundled copy of a polyfill) is no `instanceof Error`.
function isErrorLike(thrown: unknown): thrown is Error {
  return typeof thrown === "object" && thrown !== null && "name" in thrown && "message" in thrown && "stack" in thrown;
}

/** An error that the runtime itself reports, for instance `Runtime.HandlerNotFound`. */
export class RuntimeError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
    // The stack's first line was fixed before the name was known.
    this.stack = [`${name}: ${message}`, ...(this.stack ?? "").split("\n").slice(1)].join("\n");
  }
}
