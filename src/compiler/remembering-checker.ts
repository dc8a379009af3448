import type { ts } from "./program.ts";

/** A checker that works out once what an expression is: TypeScript does so each time it is asked, and lowering asks a lot. */
export function rememberingChecker(checker: ts.TypeChecker): ts.TypeChecker {
  return {
    ...checker,
    getTypeAtLocation: remembering(checker.getTypeAtLocation),
    getSymbolAtLocation: remembering(checker.getSymbolAtLocation),
  };
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
