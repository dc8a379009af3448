/** Whether a message is one that is asked for. */
export type MessageTest = (message: string) => boolean;

/** Words and "quoted phrases" must all occur, `?word` is one of several, `-word` must not occur. */
export function compileTerms(pattern: string): MessageTest {
  const terms = [...pattern.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(([, sign, quoted, word]) => ({
    sign,
    term: quoted === undefined ? (word ?? "") : quoted.replaceAll(/\\(.)/g, "$1"),
  }));
  const required = terms.filter(({ sign }) => sign === "");
  const optional = terms.filter(({ sign }) => sign === "?");
  const excluded = terms.filter(({ sign }) => sign === "-");
  return (message) =>
    required.every(({ term }) => message.includes(term)) &&
    !excluded.some(({ term }) => message.includes(term)) &&
    (optional.length === 0 || optional.some(({ term }) => message.includes(term)));
}
