import { libraryFunction } from "../library-functions.ts";
import type { LibraryFunction } from "../library-functions.ts";
import { ownFunctions } from "./builtins/own-functions.ts";
import { shapeOf } from "./check-arguments.ts";
import type { SignatureShape } from "./check-arguments.ts";
import type { Signature } from "./syntax-node.ts";

/** One of JSONata's functions, ready to be called. */
export interface NativeFunction {
  readonly implementation: (...given: never[]) => unknown;
  readonly signature: Signature;
  readonly shape: SignatureShape | undefined;
}

// The library's own implementations serve where they are synchronous.
const libraryNames = `sum max min average substring substringBefore substringAfter lowercase uppercase length trim pad
  join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power zip spread reverse error
  assert type shuffle base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl toMillis
  fromMillis clone`.split(/\s+/u);

/** By the object that stands for the function as a value. */
export const nativeFunctions: ReadonlyMap<unknown, NativeFunction> = new Map(
  [...libraryNames, ...Object.keys(ownFunctions)].map((name) => {
    const defined = libraryFunction(name) as LibraryFunction;
    const { implementation, signature } = defined;
    const shape = shapeOf(signature.definition);
    return [defined, { implementation: ownFunctions[name] ?? implementation, signature, shape }];
  }),
);
