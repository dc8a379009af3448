import { decimalSize } from "./decimal.ts";
import type { Attributes, Value } from "./value.ts";

/** Bytes of an item as DynamoDB counts them: names and values. */
export function sizeOfAttributes(attributes: Attributes): number {
  let size = 0;
  for (const [name, value] of attributes) size += Buffer.byteLength(name) + sizeOfValue(value);
  return size;
}

const containerBytes = 3;
const memberBytes = 1;

export function sizeOfValue(value: Value): number {
  switch (value.type) {
    case "S":
      return Buffer.byteLength(value.value);
    case "N":
      return decimalSize(value.value);
    case "B":
      return value.value.byteLength;
    case "BOOL":
    case "NULL":
      return 1;
    case "SS":
      return sum(value.value, (member) => Buffer.byteLength(member));
    case "NS":
      return sum(value.value, decimalSize);
    case "BS":
      return sum(value.value, (member) => member.byteLength);
    case "L":
      return containerBytes + sum(value.value, (item) => sizeOfValue(item) + memberBytes);
    case "M":
      return containerBytes + sizeOfAttributes(value.value) + value.value.size * memberBytes;
  }
}

function sum<Item>(items: readonly Item[], sizeOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + sizeOf(item), 0);
}
