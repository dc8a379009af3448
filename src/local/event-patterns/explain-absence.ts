// Why a field that a pattern names is not in an event, as far as the event gives a clue: the name in other case, a level too
// deep or too shallow, an object where a value should be.

/** A clue for a person; undefined if the event has nothing like it. */
export function explainAbsence(path: string, event: unknown): string | undefined {
  const names = path.split(".");
  let values: readonly unknown[] = [event];
  for (const [depth, name] of names.entries()) {
    const objects = values.flatMap(elementsOf).filter(isObject);
    if (objects.length === 0) return explainEnd(names.slice(0, depth).join("."), values);
    const next = objects.filter((object) => Object.hasOwn(object, name)).map((object) => object[name]);
    if (next.length === 0) return explainMissingName(path, names.slice(0, depth), name, objects, event);
    values = next;
  }
  return explainEnd(path, values);
}

/** The path leads somewhere, but to no value that a pattern could look at, or ends early. */
function explainEnd(path: string, values: readonly unknown[]): string | undefined {
  const elements = values.flatMap(elementsOf);
  if (elements.length === 0) return `${path} is an empty array, which has no values`;
  const object = elements.find(isObject);
  if (object === undefined)
    return path === ""
      ? "the event is not an object"
      : `${path} is ${JSON.stringify(elements[0])}, which has no fields`;
  const names = Object.keys(object);
  return names.length === 0
    ? `${path} is {}`
    : `${path} is an object: ask for ${listNames(names.map((name) => `${path}.${name}`))}`;
}

function explainMissingName(
  path: string,
  before: readonly string[],
  name: string,
  objects: readonly Readonly<Record<string, unknown>>[],
  event: unknown,
): string | undefined {
  const siblings = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  const alike = siblings.find((sibling) => normalize(sibling) === normalize(name));
  if (alike !== undefined) return `the event has ${[...before, alike].join(".")}`;
  // A pattern that forgets `detail`, or names a level that is not there.
  const wanted = path.split(".").at(-1) ?? "";
  const elsewhere = pathsTo(event, wanted, "");
  return elsewhere.length === 0 ? undefined : `the event has ${listNames(elsewhere)}`;
}

const normalize = (name: string): string => name.toLowerCase().replaceAll(/[-_\s]/g, "");

function pathsTo(value: unknown, name: string, path: string): readonly string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((element: unknown) => pathsTo(element, name, path)))];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const inner = path === "" ? key : `${path}.${key}`;
    return key === name && !isObject(member) ? [inner] : pathsTo(member, name, inner);
  });
}

const mostNames = 4;

function listNames(names: readonly string[]): string {
  const more = names.length > mostNames ? ", …" : "";
  return names.slice(0, mostNames).join(", ") + more;
}

function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.flatMap(elementsOf) : [value];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
