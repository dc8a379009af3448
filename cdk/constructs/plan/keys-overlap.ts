/** A set of object keys: literal text, and gaps that stand for any text. */
export type KeySet = readonly (string | typeof anyText)[];

export const anyText = Symbol("any text");

/** The keys of an access pattern, where each `*` stands for any text. */
export function keysOfPattern(pattern: string): KeySet {
  return pattern.split("*").flatMap((text, index) => (index === 0 ? [text] : [anyText, text]));
}

/** The keys of a trigger's filter; a `*` in it is an ordinary character. */
export function keysOfFilter({
  prefix = "",
  suffix = "",
}: {
  readonly prefix?: string;
  readonly suffix?: string;
}): KeySet {
  return [prefix, anyText, suffix];
}

/** Whether some key is in both sets. */
export function keysOverlap(left: KeySet, right: KeySet): boolean {
  const a = symbolsOf(left);
  const b = symbolsOf(right);
  // reach[j]: whether some text is matched by the first i symbols of `a` and the first j of `b`.
  let reach: readonly boolean[] = row(b.length + 1, (j) => b.slice(0, j).every((symbol) => symbol === anyText));
  for (const symbol of a) {
    const next: boolean[] = [symbol === anyText && reach[0] === true];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(canGrow(symbol, b[j - 1], { both: reach[j - 1], left: reach[j], right: next[j - 1] }));
    }
    reach = next;
  }
  return reach[b.length] === true;
}

type KeySymbol = string | typeof anyText;

interface Reached {
  /** Without the last symbol of both, of the left one only, of the right one only. */
  readonly both: boolean | undefined;
  readonly left: boolean | undefined;
  readonly right: boolean | undefined;
}

function canGrow(a: KeySymbol, b: KeySymbol | undefined, { both, left, right }: Reached): boolean {
  // A gap matches nothing (drop it), or one more character of the other side (keep it).
  if (a === anyText) return left === true || right === true;
  if (b === anyText) return right === true || left === true;
  return a === b && both === true;
}

const symbolsOf = (keys: KeySet): readonly KeySymbol[] =>
  keys.flatMap((part): readonly KeySymbol[] => (typeof part === "string" ? [...part] : [part]));

const row = (length: number, value: (index: number) => boolean): readonly boolean[] =>
  Array.from({ length }, (_, index) => value(index));
