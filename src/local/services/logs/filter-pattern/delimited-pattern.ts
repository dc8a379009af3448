import { readComparison } from "./comparison.ts";
import { invalidPattern, readConditions, readPattern } from "./pattern-reader.ts";
import type { PatternReader } from "./pattern-reader.ts";
import type { MessageTest } from "./term-pattern.ts";

type FieldTest = (field: string) => boolean;

/** Stands for any number of fields. */
const ellipsis = Symbol("...");

/** `[ip, ..., status = 4*, bytes > 1000]`: messages of so many fields between spaces. Quotes and brackets hold one together. */
export function compileDelimited(pattern: string): MessageTest {
  const reader = readPattern(pattern);
  reader.expect(/\[/y);
  const fields: (FieldTest | typeof ellipsis)[] = [];
  do fields.push(reader.take(/\.\.\./y) === undefined ? readField(reader) : ellipsis);
  while (reader.take(/,/y) !== undefined);
  reader.expect(/\]/y);
  if (!reader.isAtEnd() || fields.filter((field) => field === ellipsis).length > 1) throw invalidPattern();
  return (message) => matches(fields, splitFields(message));
}

function readField(reader: PatternReader): FieldTest {
  // A name alone takes any field. Conditions name the field that they stand in.
  let isNameAlone = true;
  const holds = readConditions<string>(reader, () => {
    reader.expect(/[A-Za-z_]\w*/y);
    if (reader.take(/(?=[=!<>])/y) === undefined) return () => true;
    isNameAlone = false;
    return readComparison(reader);
  });
  return isNameAlone ? () => true : holds;
}

function matches(tests: readonly (FieldTest | typeof ellipsis)[], fields: readonly string[]): boolean {
  const gap = tests.indexOf(ellipsis);
  if (gap < 0) return tests.length === fields.length && holdAll(tests, fields);
  const after = tests.slice(gap + 1);
  if (fields.length < gap + after.length) return false;
  return holdAll(tests.slice(0, gap), fields) && holdAll(after, fields.slice(fields.length - after.length));
}

function holdAll(tests: readonly (FieldTest | typeof ellipsis)[], fields: readonly string[]): boolean {
  return tests.every((test, index) => test === ellipsis || test(fields[index] ?? ""));
}

function splitFields(message: string): readonly string[] {
  return [...message.matchAll(/"([^"]*)"|\[([^\]]*)\]|(\S+)/g)].map(
    ([, quoted, bracketed, plain]) => quoted ?? bracketed ?? plain ?? "",
  );
}
