import { validationError } from "../validation-error.ts";
import { changeSet, isSet } from "../values/compare-values.ts";
import { addDecimals, negate } from "../values/decimal.ts";
import type { Attributes, Value } from "../values/value.ts";
import type { Assigned, Operand, Path, UpdateAction } from "./ast.ts";
import { valueAt } from "./value-at.ts";

// Every action sees the item as it was. What each makes of its path is worked out first; then all are put in at once, so that positions
// in lists mean what they meant before.

/** What becomes of a path: a value, or nothing any more. */
interface Change {
  readonly path: Path;
  readonly value: Value | undefined;
}

/** The item after checked actions; throws in DynamoDB's words where they do not fit it. */
export function applyUpdate(
  item: Attributes,
  actions: readonly UpdateAction[],
  values: ReadonlyMap<string, Value>,
): Attributes {
  const changes = actions.flatMap((action) => changeOf(action, item, values) ?? []);
  return changeMap(item, changes);
}

function changeOf(action: UpdateAction, item: Attributes, values: ReadonlyMap<string, Value>): Change | undefined {
  const { path } = action;
  if (action.kind === "remove") return { path, value: undefined };
  if (action.kind === "set") return { path, value: evaluateAssigned(action.value, item, values) };
  const given = values.get(action.placeholder) as Value;
  const current = valueAt(item, path);
  if (action.kind === "add") return { path, value: current === undefined ? given : addTo(current, given) };
  if (current === undefined) return undefined;
  if (!isSet(current) || !isSet(given) || current.type !== given.type) throw incorrectType();
  return { path, value: changeSet(current, given, "remove") };
}

function addTo(current: Value, given: Value): Value | undefined {
  if (current.type === "N" && given.type === "N") return { type: "N", value: addDecimals(current.value, given.value) };
  if (!isSet(current) || !isSet(given) || current.type !== given.type) throw incorrectType();
  return changeSet(current, given, "join");
}

const incorrectType = () => validationError("An operand in the update expression has an incorrect data type");
const invalidPath = () => validationError("The document path provided in the update expression is invalid for update");

function evaluateAssigned(assigned: Assigned, item: Attributes, values: ReadonlyMap<string, Value>): Value {
  if (assigned.kind !== "arithmetic") return evaluateOperand(assigned, item, values);
  const left = evaluateOperand(assigned.left, item, values);
  const right = evaluateOperand(assigned.right, item, values);
  if (left.type !== "N" || right.type !== "N") throw incorrectType();
  return { type: "N", value: addDecimals(left.value, assigned.operator === "+" ? right.value : negate(right.value)) };
}

function evaluateOperand(operand: Operand, item: Attributes, values: ReadonlyMap<string, Value>): Value {
  if (operand.kind === "value") return values.get(operand.placeholder) as Value;
  if (operand.kind === "path") {
    const value = valueAt(item, operand.path);
    if (value !== undefined) return value;
    throw validationError("The provided expression refers to an attribute that does not exist in the item");
  }
  const [first, second] = operand.operands as readonly [Operand, Operand];
  if (operand.name === "if_not_exists") {
    const current = first.kind === "path" ? valueAt(item, first.path) : undefined;
    return current ?? evaluateOperand(second, item, values);
  }
  const [a, b] = [evaluateOperand(first, item, values), evaluateOperand(second, item, values)];
  if (a.type !== "L" || b.type !== "L") throw incorrectType();
  return { type: "L", value: [...a.value, ...b.value] };
}

/** Changes by the first segment of their paths; what is left is the path within. */
function groupChanges(changes: readonly Change[]): ReadonlyMap<string | number, readonly Change[]> {
  const groups = new Map<string | number, Change[]>();
  for (const { path, value } of changes) {
    const [head, ...rest] = path as readonly [string | number, ...Path];
    groups.set(head, [...(groups.get(head) ?? []), { path: rest, value }]);
  }
  return groups;
}

function changeMap(attributes: Attributes, changes: readonly Change[]): Attributes {
  const changed = new Map(attributes);
  for (const [name, group] of groupChanges(changes)) {
    if (typeof name !== "string") throw invalidPath();
    const value = changeValue(attributes.get(name), group);
    if (value === undefined) changed.delete(name);
    else changed.set(name, value);
  }
  return changed;
}

function changeList(items: readonly Value[], changes: readonly Change[]): readonly Value[] {
  const changed: (Value | undefined)[] = [...items];
  const groups = [...groupChanges(changes)].toSorted(([a], [b]) => Number(a) - Number(b));
  for (const [index, group] of groups) {
    if (typeof index !== "number") throw invalidPath();
    const value = changeValue(items[index], group);
    // Beyond the end a value goes to the end, wherever it was to go.
    if (index < items.length) changed[index] = value;
    else changed.push(value);
  }
  return changed.filter((item) => item !== undefined);
}

function changeValue(value: Value | undefined, changes: readonly Change[]): Value | undefined {
  const [first] = changes;
  // Paths do not overlap: what is changed as a whole is changed once.
  if (first?.path.length === 0) return first.value;
  if (value?.type === "M") return { type: "M", value: changeMap(value.value, changes) };
  if (value?.type === "L") return { type: "L", value: changeList(value.value, changes) };
  throw invalidPath();
}
