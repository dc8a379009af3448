const newline = 10;

/**
 * Replaces markers in a file that comes piece by piece, one marker after the other in each line.
 *
 * A file is bytes, not text: markers are looked for by their bytes, and all others stay.
 */
export async function* replaceMarkers(
  pieces: AsyncIterable<Buffer>,
  replacements: ReadonlyMap<string, string>,
): AsyncGenerator<Buffer> {
  const pairs = [...replacements].map(([marker, text]) => [latin1(marker), latin1(text)] as const);
  const replaced = (lines: Buffer): Buffer => Buffer.from(replaceInLines(lines.toString("latin1"), pairs), "latin1");
  const begun: Buffer[] = [];
  for await (const piece of pieces) {
    const end = piece.lastIndexOf(newline) + 1;
    if (end > 0) yield replaced(Buffer.concat([...begun.splice(0), piece.subarray(0, end)]));
    begun.push(piece.subarray(end));
  }
  yield replaced(Buffer.concat(begun));
}

function replaceInLines(text: string, pairs: readonly (readonly [string, string])[]): string {
  return text
    .split(/(?<=\n)/)
    .map((line) => pairs.reduce((changed, [marker, by]) => changed.replaceAll(marker, () => by), line))
    .join("");
}

/** UTF-8, with a character for each byte. */
const latin1 = (text: string): string => Buffer.from(text).toString("latin1");
