import jsonata from "jsonata";
import { entryHookName } from "./bound-recursion.ts";
import type { Signature } from "./closures/syntax-node.ts";

/** A function as JSONata's library defines it. */
export interface LibraryFunction {
  readonly _jsonata_function: true;
  readonly implementation: (...given: unknown[]) => unknown;
  readonly signature: Signature;
}

interface Environment {
  readonly lookup: (name: string) => unknown;
}

const environment = captureEnvironment();

/** One of JSONata's own functions, by its name without `$`. */
export function libraryFunction(name: string): LibraryFunction | undefined {
  return environment.lookup(name) as LibraryFunction | undefined;
}

/** The library shows its functions to nobody but the hook that it calls before each node, at once for the first. */
function captureEnvironment(): Environment {
  let captured: Environment | undefined;
  const probe = jsonata("null");
  const capture = (_node: unknown, _input: unknown, given: Environment): void => {
    captured = given;
  };
  probe.assign(entryHookName as unknown as string, capture);
  void probe.evaluate(undefined);
  if (captured === undefined) throw new Error("jsonata did not call its entry hook: is it still version 2.0.6?");
  return captured;
}
