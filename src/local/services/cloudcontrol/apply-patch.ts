import { AwsError } from "../../aws-error.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../cloudformation/json-value.ts";

interface PatchOperation {
  readonly op: string;
  readonly path: string;
  readonly value?: JsonValue;
}

/** Applies a JSON Patch (RFC 6902: add, replace, remove, test) and gives the changed document. */
export function applyPatch(document: JsonObject, patchText: string): JsonObject {
  let patch: unknown;
  try {
    patch = JSON.parse(patchText);
  } catch {
    throw invalid("PatchDocument is not valid JSON");
  }
  if (!Array.isArray(patch)) throw invalid("PatchDocument must be a list of operations");
  const result = (patch as readonly PatchOperation[]).reduce<JsonValue>((current, operation) => {
    const path = operation.path.split("/").slice(1);
    return change(
      current,
      path.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")),
      operation,
    );
  }, document);
  if (!isJsonObject(result)) throw invalid("PatchDocument must leave an object");
  return result;
}

function change(target: JsonValue | undefined, path: readonly string[], operation: PatchOperation): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) return operation.value ?? null;
  if (Array.isArray(target)) return changeList(target, key, rest, operation);
  if (!isJsonObject(target)) throw invalid(`path ${operation.path} does not exist`);
  if (rest.length > 0) return { ...target, [key]: change(target[key], rest, operation) };
  if (operation.op !== "add" && !(key in target)) throw invalid(`path ${operation.path} does not exist`);
  if (operation.op === "remove") {
    const { [key]: _removed, ...kept } = target;
    return kept;
  }
  return { ...target, [key]: put(operation) };
}

function changeList(
  list: readonly JsonValue[],
  key: string,
  rest: readonly string[],
  operation: PatchOperation,
): JsonValue {
  const index = key === "-" ? list.length : Number(key);
  if (!Number.isInteger(index) || index < 0 || index > list.length)
    throw invalid(`path ${operation.path} does not exist`);
  if (rest.length > 0) return list.with(index, change(list[index], rest, operation));
  if (operation.op === "remove") return list.toSpliced(index, 1);
  return operation.op === "add" ? list.toSpliced(index, 0, put(operation)) : list.with(index, put(operation));
}

function put(operation: PatchOperation): JsonValue {
  if (operation.op !== "add" && operation.op !== "replace")
    throw invalid(`operation '${operation.op}' is not supported`);
  return operation.value ?? null;
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidRequestException", message);
}
