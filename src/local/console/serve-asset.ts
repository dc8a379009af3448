import { createReadStream, existsSync, statSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { extname, join, normalize, sep } from "node:path";

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

interface AssetRequest {
  /** Absolute path of the built console. */
  readonly assetsFolder: string;
  /** The address's path after `/_millrace`. */
  readonly path: string;
  readonly response: ServerResponse;
}

/** Serves a file of the built console; any other path is a screen, which the console's page draws itself. */
export function serveAsset({ assetsFolder, path, response }: AssetRequest): void {
  const file = assetFile(assetsFolder, path);
  if (file === undefined) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
    response.end(
      path.startsWith("/assets/")
        ? "The console has no such file\n"
        : "The console is not built\nfix: npm run build:console\n",
    );
    return;
  }
  response.writeHead(200, {
    "content-type": contentTypes[extname(file)] ?? "application/octet-stream",
    // Vite puts a hash of the content into the names of assets.
    "cache-control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    "content-security-policy":
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'self' 'wasm-unsafe-eval'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
  });
  // A file that cannot be read ends this answer, not the process.
  pipeline(createReadStream(file), response, () => undefined);
}

function assetFile(assetsFolder: string, path: string): string | undefined {
  const isAsset = path.startsWith("/assets/");
  const file = normalize(join(assetsFolder, isAsset ? decodedPath(path) : "index.html"));
  const isInside = file.startsWith(assetsFolder + sep);
  return isInside && existsSync(file) && statSync(file).isFile() ? file : undefined;
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // Not an encoding; then it names no file either.
    return "";
  }
}
