export const delimiters = [",", ";", "\t", "|"] as const;

export type Delimiter = (typeof delimiters)[number];

export interface Header {
  readonly delimiter: Delimiter;
  readonly columns: readonly string[];
  /** The text after the header. */
  readonly rest: string;
}

/** Reads the header with the delimiter that its first line has most of; undefined if the text ends within the header. */
export function parseHeader(text: string): Header | undefined {
  // Blank lines before the header are no header.
  const body = text.replace(/^[\r\n]+/, "");
  const firstLine = /^[^\r\n]+(?=[\r\n])/.exec(body)?.[0];
  if (firstLine === undefined) return undefined;
  const delimiter = likelyDelimiter(firstLine);
  const columns: string[] = [];
  let at = 0;
  for (;;) {
    const field = parseField(body, at, delimiter);
    if (field === undefined) return undefined;
    columns.push(field.value);
    at = field.end + 1;
    if (body[field.end] !== delimiter) return { delimiter, columns, rest: body.slice(at) };
  }
}

function likelyDelimiter(line: string): Delimiter {
  const unquoted = line.replaceAll(/"[^"]*("|$)/g, "");
  const count = (delimiter: Delimiter) => unquoted.split(delimiter).length;
  return delimiters.reduce((best, next) => (count(next) > count(best) ? next : best));
}

interface Field {
  readonly value: string;
  /** Where the delimiter or the line end after the field stands. */
  readonly end: number;
}

function parseField(text: string, start: number, delimiter: Delimiter): Field | undefined {
  const endsField = (at: number) => [delimiter, "\r", "\n"].includes(text[at] ?? "");
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && !endsField(end)) end += 1;
    return end === text.length ? undefined : { value: text.slice(start, end), end };
  }
  const quoted = /"((?:[^"]|"")*)"(?=[^"])/y;
  quoted.lastIndex = start;
  const value = quoted.exec(text)?.[1];
  const end = quoted.lastIndex;
  // Text after the closing quote fits no reading of the header.
  return value !== undefined && endsField(end) ? { value: value.replaceAll('""', '"'), end } : undefined;
}
