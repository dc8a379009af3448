import { FromStringShapeDeserializer } from "@smithy/core/protocols";
import type { NormalizedSchema } from "@smithy/core/schema";
import { AwsError } from "../aws-error.ts";

// The query protocol spells structures as dotted keys: `Parameters.member.1.ParameterKey=Stage`. In: the form and the
// input's schema. Out: the input. The SDK ships only the other direction.

interface FormNode {
  value?: string;
  readonly children: Map<string, FormNode>;
}

// Far beyond what any operation takes; a form must not cost more memory than its bytes suggest.
const mostFields = 20_000;
const deepest = 32;

const stringReader = (): FromStringShapeDeserializer =>
  new FromStringShapeDeserializer({ timestampFormat: { useTrait: true, default: 5 }, httpBindings: false });

/** Reads the members of a structure from a form's dotted keys. */
export function decodeForm(schema: NormalizedSchema, form: URLSearchParams): Record<string, unknown> {
  const root: FormNode = { children: new Map() };
  if (form.size > mostFields) throw malformed();
  for (const [key, value] of form) {
    let node = root;
    const segments = key.split(".");
    if (segments.length > deepest) throw malformed();
    for (const segment of segments) {
      let child = node.children.get(segment);
      if (child === undefined) {
        child = { children: new Map() };
        node.children.set(segment, child);
      }
      node = child;
    }
    node.value = value;
  }
  return readStructure(schema, root);
}

function readNode(schema: NormalizedSchema, node: FormNode): unknown {
  if (schema.isStructSchema()) return readStructure(schema, node);
  if (schema.isListSchema()) return readList(schema, node);
  if (schema.isMapSchema()) return readMap(schema, node);
  if (node.value === undefined) throw malformed();
  if (schema.isNumericSchema() && !Number.isFinite(Number(node.value))) throw malformed();
  try {
    return stringReader().read(schema, node.value) as unknown;
  } catch {
    throw malformed();
  }
}

const malformed = (): AwsError =>
  new AwsError("MalformedInput", "The request is not a valid form of the query protocol");

function readStructure(schema: NormalizedSchema, node: FormNode): Record<string, unknown> {
  const structure: Record<string, unknown> = {};
  if (schema.isUnitSchema()) return structure;
  for (const [name, member] of schema.structIterator()) {
    const child = node.children.get(member.getMergedTraits().xmlName ?? name);
    if (child !== undefined) structure[name] = readNode(member, child);
  }
  return structure;
}

function readList(schema: NormalizedSchema, node: FormNode): unknown[] {
  const member = schema.getValueSchema();
  const flat = schema.getMergedTraits().xmlFlattened;
  // An empty list is written as the bare key with an empty value.
  const items = flat ? node : node.children.get(member.getMergedTraits().xmlName ?? "member");
  return items === undefined ? [] : numbered(items).map((child) => readNode(member, child));
}

function readMap(schema: NormalizedSchema, node: FormNode): Record<string, unknown> {
  const [keySchema, valueSchema] = [schema.getKeySchema(), schema.getValueSchema()];
  const entries = schema.getMergedTraits().xmlFlattened ? node : node.children.get("entry");
  if (entries === undefined) return {};
  const pairs = numbered(entries).map((entry): [string, unknown] => {
    const key = entry.children.get(keySchema.getMergedTraits().xmlName ?? "key")?.value;
    const value = entry.children.get(valueSchema.getMergedTraits().xmlName ?? "value");
    if (key === undefined || value === undefined) throw malformed();
    return [key, readNode(valueSchema, value)];
  });
  // A key may be `__proto__`: it is a member like any other.
  return Object.fromEntries(pairs);
}

/** Children `1`, `2`, … in numeric order. */
function numbered(node: FormNode): FormNode[] {
  return [...node.children]
    .filter(([key]) => /^\d+$/.test(key))
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([, child]) => child);
}
