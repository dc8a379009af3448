/** One row of a delimited text file as it came. */
export interface TextRecord {
  /** Without the line end. */
  readonly text: string;
  /** The line of the file it starts on; the first is 1. */
  readonly line: number;
  readonly fields: number;
  /** A quote is not closed, or closed within a field: the fields cannot be told apart. */
  readonly isMisquoted: boolean;
}

/** A row longer than this is taken for one with a quote that is never closed. */
const maximumRecordLength = 1024 * 1024;

/**
 * Splits decoded text into records, as RFC 4180 has them: fields may be quoted and then hold line ends. Blank lines are
 * no records.
 *
 * A misquoted record is the physical line it starts on; so one stray quote costs one line, not the rest of the file.
 */
export async function* splitRecords(
  chunks: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<readonly TextRecord[]> {
  let text = "";
  let line = 1;
  const split = (isEnd: boolean): readonly TextRecord[] => {
    const records: TextRecord[] = [];
    let at = 0;
    for (;;) {
      const found = scanRecord(text, at, delimiter, isEnd);
      if (found === undefined) break;
      const record = text.slice(at, found.end);
      if (record !== "") records.push({ text: record, line, fields: found.fields, isMisquoted: found.isMisquoted });
      line += found.lines;
      at = found.next;
    }
    text = text.slice(at);
    return records;
  };
  for await (const chunk of chunks) {
    text += chunk;
    yield split(false);
  }
  yield split(true);
}

interface Scanned {
  /** Where the line end after the record stands. */
  readonly end: number;
  /** Where the next record begins. */
  readonly next: number;
  /** How many line ends the record takes, its own included. */
  readonly lines: number;
  readonly fields: number;
  readonly isMisquoted: boolean;
}

/** Scans the record that begins at `start`; undefined if more text is needed, or if there is none. */
function scanRecord(text: string, start: number, delimiter: string, isEnd: boolean): Scanned | undefined {
  if (start >= text.length) return undefined;
  const line = scanLine(text, start, delimiter);
  if (!isEnd && !isLineEndWhole(text, line.end)) return undefined;
  const next = afterLineEnd(text, line.end);
  if (!line.hasQuote) return { end: line.end, next, lines: 1, fields: line.fields, isMisquoted: false };
  const quoted = scanQuoted(text, start, delimiter);
  if (typeof quoted === "object" && (isEnd || isLineEndWhole(text, quoted.end))) return quoted;
  // The rest of the file may close the quote, or finish the line.
  if (quoted !== "misquoted" && !isEnd && text.length - start < maximumRecordLength) return undefined;
  return { end: line.end, next, lines: 1, fields: 0, isMisquoted: true };
}

interface ScannedLine {
  readonly end: number;
  readonly fields: number;
  readonly hasQuote: boolean;
}

/** Most rows have no quote: then this one pass says it all. */
function scanLine(text: string, start: number, delimiter: string): ScannedLine {
  const separator = delimiter.charCodeAt(0);
  let fields = 1;
  let hasQuote = false;
  let end = start;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === separator) fields += 1;
    else if (code === 34) hasQuote = true;
    else if (code === 10 || code === 13) break;
  }
  return { end, fields, hasQuote };
}

/** Scans a record with quotes field by field; `open` if the text ends within a quote. */
function scanQuoted(text: string, start: number, delimiter: string): Scanned | "misquoted" | "open" {
  const endsField = (at: number) => at >= text.length || text[at] === delimiter || isLineEnd(text[at]);
  let at = start;
  let lines = 1;
  for (let fields = 1; ; fields += 1) {
    if (text[at] === '"') {
      const closing = closingQuote(text, at + 1);
      if (closing < 0) return "open";
      lines += text.slice(at, closing).match(/\r\n|\n|\r/g)?.length ?? 0;
      at = closing + 1;
      if (!endsField(at)) return "misquoted";
    } else {
      while (!endsField(at)) at += 1;
    }
    if (text[at] !== delimiter) return { end: at, next: afterLineEnd(text, at), lines, fields, isMisquoted: false };
    at += 1;
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

/** A CR at the end of a chunk may be half of a CRLF. */
function isLineEndWhole(text: string, end: number): boolean {
  return text[end] === "\n" || end + 1 < text.length;
}

function afterLineEnd(text: string, end: number): number {
  return text[end] === "\r" && text[end + 1] === "\n" ? end + 2 : Math.min(end + 1, text.length);
}

function isLineEnd(character: string | undefined): boolean {
  return character === "\n" || character === "\r";
}
