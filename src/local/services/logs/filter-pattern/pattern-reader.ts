import { AwsError } from "../../../aws-error.ts";

export function invalidPattern(): AwsError {
  return new AwsError("InvalidParameterException", "Invalid filter pattern");
}

/** Reads a pattern from its beginning on, piece by piece, with spaces in between. */
export interface PatternReader {
  /** The text of a piece that stands here, if one does; the expression is sticky. */
  readonly take: (piece: RegExp) => string | undefined;
  /** As `take`; throws where it does not stand here. */
  readonly expect: (piece: RegExp) => string;
  readonly isAtEnd: () => boolean;
}

export function readPattern(text: string): PatternReader {
  let position = 0;
  const skipSpace = (): void => {
    while (/\s/.test(text[position] ?? "")) position += 1;
  };
  const take = (piece: RegExp): string | undefined => {
    skipSpace();
    piece.lastIndex = position;
    const [found] = piece.exec(text) ?? [];
    if (found !== undefined) position += found.length;
    return found;
  };
  return {
    take,
    expect(piece) {
      const found = take(piece);
      if (found === undefined) throw invalidPattern();
      return found;
    },
    isAtEnd() {
      skipSpace();
      return position === text.length;
    },
  };
}

// Deeper than anybody writes, and shallow enough for the stack.
const deepest = 100;

/** Reads conditions that are joined by `&&`, which binds more, `||` and parentheses. */
export function readConditions<Value>(
  reader: PatternReader,
  readCondition: () => (value: Value) => boolean,
  depth = 0,
): (value: Value) => boolean {
  if (depth > deepest) throw invalidPattern();
  const readOne = (): ((value: Value) => boolean) => {
    if (reader.take(/\(/y) === undefined) return readCondition();
    const inner = readConditions(reader, readCondition, depth + 1);
    reader.expect(/\)/y);
    return inner;
  };
  const readAll = (): ((value: Value) => boolean) => {
    const all = [readOne()];
    while (reader.take(/&&/y) !== undefined) all.push(readOne());
    return (value) => all.every((holds) => holds(value));
  };
  const any = [readAll()];
  while (reader.take(/\|\|/y) !== undefined) any.push(readAll());
  return (value) => any.some((holds) => holds(value));
}
