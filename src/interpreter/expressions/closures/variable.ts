import { awsFunctions } from "../aws-functions.ts";
import { executionFunctionNames } from "../expression-scope.ts";
import type { ExecutionFunctionName } from "../expression-scope.ts";
import { libraryFunction } from "../library-functions.ts";
import type { CompileContext } from "./compile-context.ts";
import { unset } from "./evaluate.ts";
import type { Evaluate, Frame } from "./evaluate.ts";
import { decline } from "./failures.ts";
import { nameOf } from "./static-scope.ts";
import type { StaticScope } from "./static-scope.ts";
import type { SyntaxNode } from "./syntax-node.ts";

/** `$x`, and `$` for the context. */
export function compileVariable(node: SyntaxNode, context: CompileContext): Evaluate {
  const name = nameOf(node);
  if (name === "") return (input) => input;
  // The reference keeps its variables in plain objects, which have members of their own.
  if (name in Object.prototype) return decline(`$${name}`);
  return compileLookup(name, context.scope, 0) ?? compileGlobal(name);
}

/** Looks for the name from the inside out; a frame that may not have defined it yet is asked when evaluated. */
function compileLookup(name: string, scope: StaticScope | undefined, hops: number): Evaluate | undefined {
  if (scope === undefined) return undefined;
  const place = scope.places.get(name);
  if (place === undefined) return compileLookup(name, scope.parent, hops + 1);
  const { index, isParameter } = place;
  if (isParameter) return readPlace(hops, index);
  const outside = compileLookup(name, scope.parent, hops + 1) ?? compileGlobal(name);
  const read = readPlace(hops, index);
  return (input, frame) => {
    const value = read(input, frame);
    return value === unset ? outside(input, frame) : value;
  };
}

function readPlace(hops: number, index: number): Evaluate {
  if (hops === 0) return (_input, frame) => frame.values[index];
  if (hops === 1) return (_input, frame) => frame.parent!.values[index];
  return (_input, frame) => {
    let holder: Frame = frame;
    for (let hop = 0; hop < hops; hop++) holder = holder.parent!;
    return holder.values[index];
  };
}

/** What the state machine or the language defines. A machine's variable hides a function of the same name. */
function compileGlobal(name: string): Evaluate {
  if (name === "states") return (_input, frame) => frame.evaluation.scope.states;
  if (isExecutionFunction(name)) {
    return (_input, { evaluation: { scope } }) => {
      const value = scope.variables[name];
      return value === undefined ? scope.functions[name] : value;
    };
  }
  const constant = languageFunction(name);
  return (_input, frame) => {
    const value = frame.evaluation.scope.variables[name];
    return value === undefined ? constant : value;
  };
}

function isExecutionFunction(name: string): name is ExecutionFunctionName {
  return (executionFunctionNames as readonly string[]).includes(name);
}

function languageFunction(name: string): unknown {
  return Object.hasOwn(awsFunctions, name) ? awsFunctions[name] : libraryFunction(name);
}
