import { ts } from "./program.ts";

/** A checker that works out once what an expression is: TypeScript does so each time it is asked, and lowering asks a lot. */
export function rememberingChecker(checker: ts.TypeChecker): ts.TypeChecker {
  return {
    ...checker,
    getTypeAtLocation: remembering((node: ts.Node) => typeOfCall(node, checker) ?? checker.getTypeAtLocation(node)),
    getAwaitedType: remembering(checker.getAwaitedType),
    getSymbolAtLocation: remembering(checker.getSymbolAtLocation),
    // Of an array, TypeScript would make the types of all methods to find what its elements are.
    getIndexTypeOfType: (type, kind) =>
      kind === ts.IndexKind.Number && checker.isArrayType(type)
        ? checker.getTypeArguments(type as ts.TypeReference)[0]
        : checker.getIndexTypeOfType(type, kind),
  };
}

/** What a call gives is what its signature says, which was chosen when types were checked; TypeScript would check all of it again. */
function typeOfCall(node: ts.Node, checker: ts.TypeChecker): ts.Type | undefined {
  // Of `super(…)` the signature gives the object, the call nothing.
  if (!ts.isCallExpression(node) || ts.isOptionalChain(node) || node.expression.kind === ts.SyntaxKind.SuperKeyword)
    return undefined;
  return checker.getResolvedSignature(node)?.getReturnType();
}

function remembering<Key, Value>(ask: (key: Key) => Value): (key: Key) => Value {
  const answers = new Map<Key, Value>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = ask(key);
    answers.set(key, answer);
    return answer;
  };
}
