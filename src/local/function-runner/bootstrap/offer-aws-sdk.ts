import { createRequire, registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

/**
 * Lets functions import the AWS SDK without bundling it, as Lambda's Node runtimes do.
 *
 * What a function brings along comes first. Of the runtime's there is what this package itself depends on: the clients of the
 * services that the local cloud has.
 */
export function offerAwsSdk(): void {
  const require = createRequire(import.meta.url);
  registerHooks({
    resolve(specifier, context, next) {
      if (!/^@(?:aws-sdk|smithy)\//.test(specifier)) return next(specifier, context);
      try {
        return next(specifier, context);
      } catch (error) {
        const url = ownUrl(specifier, context.conditions.includes("import"), require);
        // The message is to name the function's file, not ours.
        if (url === undefined) throw error;
        return { url, shortCircuit: true };
      }
    },
  });
}

function ownUrl(specifier: string, isImport: boolean, require: NodeJS.Require): string | undefined {
  try {
    return isImport ? import.meta.resolve(specifier) : pathToFileURL(require.resolve(specifier)).href;
  } catch {
    return undefined;
  }
}
