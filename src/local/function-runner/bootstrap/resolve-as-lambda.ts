import { realpathSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import { sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export interface LambdaFolders {
  /** Where the function's code stands. */
  readonly taskRoot: string;
  /** `node_modules` of its layers. */
  readonly layers: readonly string[];
}

/**
 * Lets functions import what they find on Lambda: what they and their layers bring along, and the runtime's AWS SDK.
 *
 * Their code lies within a project here, whose packages Node would find above it; on Lambda nothing stands there. Of the SDK
 * there is what this package itself depends on, the clients of most services that the local cloud has, and what the project has.
 */
export function resolveAsLambda({ taskRoot, layers }: LambdaFolders): void {
  const require = createRequire(import.meta.url);
  const roots = [taskRoot, ...layers].flatMap(realPath);
  const isBroughtAlong = (url: string): boolean =>
    !url.startsWith("file:") || roots.some((root) => fileURLToPath(url).startsWith(root + sep));
  registerHooks({
    resolve(specifier, context, next) {
      const { parentURL } = context;
      // What the SDK itself needs lies beside it.
      const isOfFunction = parentURL !== undefined && parentURL.startsWith("file:") && isBroughtAlong(parentURL);
      if (!isOfFunction || !isPackage(specifier)) return next(specifier, context);
      const isImport = context.conditions.includes("import");
      const found = attempt(() => next(specifier, context));
      if ("value" in found && isBroughtAlong(found.value.url)) return found.value;
      const isSdk = /^@(?:aws-sdk|smithy)\//.test(specifier);
      const url = isSdk ? ownUrl(specifier, isImport, require) : undefined;
      if (url !== undefined) return { url, shortCircuit: true };
      // The message is to name the function's file, not ours.
      if ("error" in found) throw found.error;
      if (isSdk) return found.value;
      console.error(
        `${specifier} is not in the function's bundle nor in a layer: Lambda will not find it. Here it was found at ${fileURLToPath(found.value.url)}`,
      );
      throw notFound(specifier, fileURLToPath(parentURL), isImport);
    },
  });
}

/** Neither a path, nor an address, nor a name within the own package. */
function isPackage(specifier: string): boolean {
  return !/^(?:[./#]|[a-z]+:)/i.test(specifier);
}

/** As modules are named once they are found. */
function realPath(folder: string): readonly string[] {
  const real = attempt(() => realpathSync(folder));
  return "value" in real ? [real.value] : [];
}

function attempt<Value>(work: () => Value): { readonly value: Value } | { readonly error: unknown } {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}

function ownUrl(specifier: string, isImport: boolean, require: NodeJS.Require): string | undefined {
  const url = attempt(() =>
    isImport ? import.meta.resolve(specifier) : pathToFileURL(require.resolve(specifier)).href,
  );
  return "value" in url ? url.value : undefined;
}

/** The error that Node throws where there is no such package. */
function notFound(specifier: string, parent: string, isImport: boolean): Error {
  if (isImport) {
    const error = new Error(`Cannot find package '${specifier}' imported from ${parent}`);
    return Object.assign(error, { code: "ERR_MODULE_NOT_FOUND" });
  }
  const error = new Error(`Cannot find module '${specifier}'\nRequire stack:\n- ${parent}`);
  return Object.assign(error, { code: "MODULE_NOT_FOUND", requireStack: [parent] });
}
