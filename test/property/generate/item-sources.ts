import type { StoredObjects } from "millrace/testing";
import { randomOf } from "./random.ts";
import { randomValue } from "./random-value.ts";
import { list, nullable, plainNumber, schemaText, text, type ValueType } from "./value-type.ts";

/** What generated workflows read of a bucket: as they write it, and what an item is. */
export interface ItemSourceType {
  readonly source: string;
  readonly item: ValueType;
}

const record = (members: Readonly<Record<string, ValueType>>): ValueType => ({
  kind: "object",
  members: Object.fromEntries(Object.entries(members).map(([name, type]) => [name, { type, isOptional: false }])),
});

const row = record({ id: text, "a-b": text });
const rows = list(row);
const element = nullable(list(plainNumber));
const line: ValueType = {
  kind: "object",
  members: { n: { type: plainNumber, isOptional: false }, tags: { type: list(text), isOptional: true } },
};

export const itemSources: readonly ItemSourceType[] = [
  { source: `landing.csv("rows.csv", ${schemaText(row)})`, item: row },
  { source: `landing.csv("none.csv", ${schemaText(row)}, { delimiter: ";" })`, item: row },
  { source: `landing.csv("bare.csv", ${schemaText(row)}, { header: ["id", "a-b"], delimiter: "|" })`, item: row },
  { source: `landing.json("lists.json", ${schemaText(element)})`, item: element },
  { source: `landing.json("rows.json", ${schemaText(rows)})`, item: rows },
  { source: `landing.jsonl("lines.jsonl", ${schemaText(line)})`, item: line },
  { source: 'landing.objects({ prefix: "a/" })', item: record({ Key: text, Size: plainNumber }) },
];

/** What the bucket holds in every execution. */
export function storedObjects(): StoredObjects {
  const random = randomOf("objects");
  const values = (type: ValueType, count: number): readonly unknown[] =>
    Array.from({ length: count }, () => randomValue(type, random));
  return {
    landing: {
      "rows.csv": 'id,a-b\n1,x\n"2,5","a ""b"""\n3\n',
      "none.csv": "id;a-b\n",
      "bare.csv": "1|💥\n|\n",
      "lists.json": JSON.stringify(values(element, 4)),
      "rows.json": JSON.stringify([[], [{ id: "", "a-b": "b" }]]),
      "lines.jsonl": values(line, 3)
        .map((value) => `${JSON.stringify(value)}\n`)
        .join(""),
      "a/1": "",
      "a/ü": "é",
    },
  };
}
