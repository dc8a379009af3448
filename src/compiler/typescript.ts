import { createRequire } from "node:module";

/**
 * TypeScript as it runs; its types come from the package itself, see `#typescript` in package.json.
 *
 * Required and not imported: before Node imports a CommonJS module it reads all nine megabytes of it for the names of its exports.
 */
export default createRequire(import.meta.url)("typescript-6") as unknown;
