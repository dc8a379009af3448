import type { ApiModel, ApiShape } from "./api-model.ts";

// Shapes in the form that src/interpreter/test-state/response-shapes/service-shapes.ts reads: without documentation, numbered
// in place of named, and what has no constraint as one letter.

type Packed = readonly unknown[];

/** The output of each operation, and every shape that one of them holds, however deep. */
export function packShapes(
  { operations, shapes }: ApiModel,
  chosen: readonly string[] = Object.keys(operations),
): { readonly operations: Readonly<Record<string, unknown>>; readonly shapes: readonly Packed[] } {
  const numbers = new Map<string, number>();
  const packed: Packed[] = [];
  const reference = (name: string): string | number => {
    const shape = shapes[name];
    if (shape === undefined) throw new Error(`the model has no shape ${name}`);
    const letter = plainLetter(shape);
    if (letter !== undefined) return letter;
    const known = numbers.get(name);
    if (known !== undefined) return known;
    // Numbered before it is packed: shapes may hold themselves.
    const number = packed.push([]) - 1;
    numbers.set(name, number);
    packed[number] = packShape(shape, reference);
    return number;
  };
  const outputs = chosen.toSorted().flatMap((name) => {
    const operation = operations[name];
    if (operation === undefined) throw new Error(`the model has no operation ${name}`);
    return operation.output === undefined ? [] : [[name, reference(operation.output.shape)]];
  });
  return { operations: Object.fromEntries(outputs), shapes: packed };
}

/** Of what needs no entry of its own: any, text, number, boolean, timestamp. */
function plainLetter({ type, min, max, enum: values, document }: ApiShape): string | undefined {
  if (document === true) return "*";
  if (type === "boolean") return "b";
  if (type === "timestamp") return "t";
  if (min !== undefined || max !== undefined || values !== undefined) return undefined;
  if (type === "string" || type === "blob") return "s";
  return isNumber(type) ? "n" : undefined;
}

function isNumber(type: string): boolean {
  return ["integer", "long", "float", "double"].includes(type);
}

function packShape(shape: ApiShape, reference: (name: string) => string | number): Packed {
  const { type, min = null, max = null } = shape;
  switch (type) {
    case "structure": {
      const members = Object.entries(shape.members ?? {}).map(([name, member]) => [name, reference(member.shape)]);
      const required = shape.required ?? [];
      return ["o", Object.fromEntries(members), ...(required.length === 0 ? [] : [required])];
    }
    case "list":
      return withoutTail(["l", reference(shape.member?.shape ?? ""), min, max]);
    case "map":
      return ["m", reference(shape.value?.shape ?? "")];
    default:
      return withoutTail([isNumber(type) ? "n" : "s", min, max, shape.enum ?? null]);
  }
}

function withoutTail(values: readonly unknown[]): Packed {
  return values.slice(0, values.findLastIndex((value) => value !== null) + 1);
}
