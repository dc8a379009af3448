export const delimiters = [",", ";", "\t", "|"] as const;

export type Delimiter = (typeof delimiters)[number];

export interface Header {
  readonly delimiter: Delimiter;
  readonly columns: readonly string[];
  /** The text after the header. */
  readonly rest: string;
}

/** Reads the header with the delimiter that gives most columns; undefined if the text ends within it. */
export function parseHeader(text: string): Header | undefined {
  // Blank lines before the header are no header.
  const body = text.replace(/^[\r\n]+/, "");
  const headers = delimiters.map((delimiter) => parseWith(body, delimiter)).filter((header) => header !== undefined);
  return headers.length === 0
    ? undefined
    : headers.reduce((best, next) => (next.columns.length > best.columns.length ? next : best));
}

function parseWith(text: string, delimiter: Delimiter): Header | undefined {
  const columns: string[] = [];
  let at = 0;
  for (;;) {
    const field = parseField(text, at, delimiter);
    if (field === undefined) return undefined;
    columns.push(field.value);
    at = field.end + 1;
    if (text[field.end] !== delimiter) return { delimiter, columns, rest: text.slice(at) };
  }
}

interface Field {
  readonly value: string;
  /** Where the delimiter or the line end after the field stands. */
  readonly end: number;
}

function parseField(text: string, start: number, delimiter: Delimiter): Field | undefined {
  if (text[start] !== '"') {
    const end = text.slice(start).search(delimiter === "|" ? /[|\r\n]/ : new RegExp(`[${delimiter}\r\n]`));
    return end < 0 ? undefined : { value: text.slice(start, start + end), end: start + end };
  }
  const quoted = /"((?:[^"]|"")*)"(?=[^"])/y;
  quoted.lastIndex = start;
  const match = quoted.exec(text);
  if (match?.[1] === undefined) return undefined;
  const end = quoted.lastIndex;
  // Text between the closing quote and the next delimiter makes another delimiter, or none, the right one.
  return [delimiter, "\r", "\n"].includes(text[end] ?? "") ? { value: match[1].replaceAll('""', '"'), end } : undefined;
}
