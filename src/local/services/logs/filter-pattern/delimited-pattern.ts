import { readComparison } from "./comparison.ts";
import { invalidPattern, readConditions, readPattern } from "./pattern-reader.ts";
import type { PatternReader } from "./pattern-reader.ts";
import type { FilterPattern } from "./term-pattern.ts";

interface Field {
  readonly name: string;
  readonly holds: (field: string) => boolean;
}

/** Stands for any number of fields. */
const ellipsis = "...";

/** `[ip, ..., status = 4*, bytes > 1000]`: messages of so many fields between spaces. Quotes and brackets hold one together. */
export function compileDelimited(pattern: string): FilterPattern {
  const reader = readPattern(pattern);
  reader.expect(/\[/y);
  const fields: (Field | typeof ellipsis)[] = [];
  do fields.push(reader.take(/\.\.\./y) === undefined ? readField(reader) : ellipsis);
  while (reader.take(/,/y) !== undefined);
  reader.expect(/\]/y);
  if (!reader.isAtEnd() || fields.filter((field) => field === ellipsis).length > 1) throw invalidPattern();
  return {
    matches: (message) => place(fields, splitFields(message))?.every(([{ holds }, text]) => holds(text)) ?? false,
    places: fields.flatMap((field) => (field === ellipsis ? [] : [`$${field.name}`])),
    valueAt: (message, named) => place(fields, splitFields(message))?.find(([{ name }]) => `$${name}` === named)?.[1],
  };
}

function readField(reader: PatternReader): Field {
  let name = "";
  // A name alone takes any field; conditions name the field that they stand in.
  const holds = readConditions<string>(reader, () => {
    name = reader.expect(/[A-Za-z_]\w*/y);
    return reader.take(/(?=[=!<>])/y) === undefined ? () => true : readComparison(reader);
  });
  return { name, holds };
}

/** Each field of the pattern with the text that stands for it; undefined for a message of other fields. */
function place(
  fields: readonly (Field | typeof ellipsis)[],
  texts: readonly string[],
): readonly (readonly [Field, string])[] | undefined {
  const gap = fields.indexOf(ellipsis);
  const named = fields.filter((field) => field !== ellipsis);
  if (gap < 0 ? texts.length !== named.length : texts.length < named.length) return undefined;
  const skipped = texts.length - named.length;
  return named.map((field, index) => [field, texts[gap < 0 || index < gap ? index : index + skipped] ?? ""] as const);
}

function splitFields(message: string): readonly string[] {
  return [...message.matchAll(/"([^"]*)"|\[([^\]]*)\]|(\S+)/g)].map(
    ([, quoted, bracketed, plain]) => quoted ?? bracketed ?? plain ?? "",
  );
}
