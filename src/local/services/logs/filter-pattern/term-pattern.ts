/** What a pattern asks of messages. */
export interface FilterPattern {
  readonly matches: (message: string) => boolean;
  /** What stands in a message where `$.path` or `$field` says; undefined where nothing does, or the pattern knows no such place. */
  readonly valueAt: (message: string, place: string) => unknown;
  /** The places that the pattern itself names. */
  readonly places: readonly string[];
}

/** A test of text in which nothing has a name. */
export function testOfText(matches: FilterPattern["matches"]): FilterPattern {
  return { matches, valueAt: () => undefined, places: [] };
}

/** Words and "quoted phrases" must all occur, `?word` is one of several, `-word` must not occur. */
export function compileTerms(pattern: string): FilterPattern {
  const terms = [...pattern.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(([, sign, quoted, word]) => ({
    sign,
    term: quoted === undefined ? (word ?? "") : quoted.replaceAll(/\\(.)/g, "$1"),
  }));
  const required = terms.filter(({ sign }) => sign === "");
  const optional = terms.filter(({ sign }) => sign === "?");
  const excluded = terms.filter(({ sign }) => sign === "-");
  return testOfText(
    (message) =>
      required.every(({ term }) => message.includes(term)) &&
      !excluded.some(({ term }) => message.includes(term)) &&
      (optional.length === 0 || optional.some(({ term }) => message.includes(term))),
  );
}
