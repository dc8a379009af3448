import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { RuntimeError } from "./error-envelope.ts";

export type Handler = (
  event: unknown,
  context: object,
  callback?: (error: unknown, result?: unknown) => void,
) => unknown;

/**
 * Finds and imports `folder/file.export` under the task root.
 *
 * Fails with the error types of Lambda's Node runtime: `Runtime.MalformedHandlerName`, `Runtime.ImportModuleError`,
 * `Runtime.UserCodeSyntaxError`, `Runtime.HandlerNotFound`; an error thrown while the module runs stays as it is.
 */
export async function loadHandler(taskRoot: string, handler: string): Promise<Handler> {
  const match = /^([^.]*)\.(.+)$/.exec(basename(handler));
  if (match === null || handler.includes("..")) throw new RuntimeError("Runtime.MalformedHandlerName", "Bad handler");
  const [, file = "", path = ""] = match;
  const module = join(dirname(handler), file);
  const loaded = await importModule(taskRoot, module);
  const found = follow(loaded, path) ?? follow(loaded.default, path);
  if (typeof found === "function") return found as Handler;
  if (found === undefined) {
    throw new RuntimeError("Runtime.HandlerNotFound", `${handler} is undefined or not exported`);
  }
  throw new RuntimeError("Runtime.HandlerNotFound", `${handler} is not a function`);
}

async function importModule(taskRoot: string, module: string): Promise<Readonly<Record<string, unknown>>> {
  const file = [".js", ".mjs", ".cjs"]
    .map((ending) => join(taskRoot, module + ending))
    .find((path) => existsSync(path));
  if (file === undefined) {
    throw new RuntimeError("Runtime.ImportModuleError", `Error: Cannot find module '${module}'`);
  }
  try {
    return (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    if (error instanceof SyntaxError) throw new RuntimeError("Runtime.UserCodeSyntaxError", String(error));
    const code = (error as { code?: unknown } | null | undefined)?.code;
    if (code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND") {
      throw new RuntimeError("Runtime.ImportModuleError", String(error));
    }
    throw error;
  }
}

function follow(root: unknown, path: string): unknown {
  let value = root;
  for (const name of path.split(".")) {
    if ((typeof value !== "object" && typeof value !== "function") || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}
