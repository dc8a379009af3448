import { applyProcedure } from "./apply-procedure.ts";
import type { CompileContext } from "./compile-context.ts";
import type { Evaluate } from "./evaluate.ts";
import type { Lambda, Thunk } from "./procedure.ts";
import { nameOf, scopeOf } from "./static-scope.ts";
import type { SyntaxNode } from "./syntax-node.ts";

/** `function($x){…}`: remembers the context and the variables that it was made in. */
export function compileLambda(node: SyntaxNode, context: CompileContext): Evaluate {
  if (node.thunk === true) return compileThunk(node.body!, context);
  const names = node.arguments!.map(nameOf);
  const scope = scopeOf([node.body!], context.scope, names);
  const size = scope.places.size;
  const definition = { size, body: context.compile(node.body!, { ...context, scope }) };
  const parameters = names.map((name) => scope.places.get(name)!.index);
  const { signature } = node;
  return (input, frame): Lambda => ({
    _jsonata_lambda: true,
    definition,
    parameters,
    given: none,
    signature,
    apply: applyItself,
    input,
    frame,
  });
}

const none: Lambda["given"] = [];

function applyItself(this: Lambda, _self: unknown, given: readonly unknown[]): unknown {
  return applyProcedure(this, given, this.input);
}

function compileThunk(call: SyntaxNode, context: CompileContext): Evaluate {
  const procedure = context.compile(call.procedure!, context);
  const given = call.arguments!.map((argument) => context.compile(argument, context));
  return (input, frame): Thunk => ({
    _jsonata_lambda: true,
    thunk: true,
    procedure,
    arguments: given,
    input,
    frame,
  });
}
