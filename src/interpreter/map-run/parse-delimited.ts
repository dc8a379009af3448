/**
 * Splits delimited text into records of fields, as the guide's "ItemReader" describes it: quotes hold delimiters and line ends,
 * a quote within them is doubled, and a backslash escapes a quote, a backslash or the delimiter and vanishes before anything else.
 */
export function parseDelimited(text: string, delimiter: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = "";
  let isQuoted = false;
  /** Whether the line has anything but its end: an empty line is no record. */
  let hasContent = false;
  const endField = (): void => {
    record.push(field);
    field = "";
  };
  const endRecord = (): void => {
    if (hasContent) {
      endField();
      records.push(record);
    }
    record = [];
    field = "";
    hasContent = false;
  };
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    const next = text[index + 1];
    if (character === "\n" && !isQuoted) {
      endRecord();
      continue;
    }
    if (character === "\r" && next === "\n" && !isQuoted) continue;
    hasContent = true;
    if (character === "\\") {
      if (next === "\\" || next === '"' || next === delimiter) {
        field += next;
        index++;
      }
    } else if (character === '"' && isQuoted && next === '"') {
      field += '"';
      index++;
    } else if (character === '"' && (isQuoted || field === "")) {
      isQuoted = !isQuoted;
    } else if (character === delimiter && !isQuoted) {
      endField();
    } else {
      field += character;
    }
  }
  endRecord();
  return records;
}
