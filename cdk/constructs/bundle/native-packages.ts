import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Metafile } from "esbuild";
import type { Diagnostic } from "#compiler";
import { nativeFileByPath, nativePackageMissing } from "../diagnostics/catalog.ts";

/** Where the function runs, in the words of package.json's `os`, `cpu` and `libc`. */
export interface LambdaPlatform {
  readonly os: "linux";
  readonly cpu: "x64" | "arm64";
  readonly libc: "glibc";
}

/** A package with a native module for Lambda's platform. */
export interface NativePackage {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
}

export interface NativePackages {
  readonly packages: readonly NativePackage[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface NativeSearch {
  readonly metafile: Metafile;
  /** The function's output in the metafile. */
  readonly output: Metafile["outputs"][string];
  /** Relative to the root folder, like the paths of the metafile. */
  readonly handlerFile: string;
  readonly rootFolder: string;
  readonly platform: LambdaPlatform;
}

/** An import of a `.node` file that the bundle left as it was. */
interface NativeImport {
  readonly specifier: string;
  readonly importer: string;
}

/**
 * Finds the packages whose native modules a bundle loads.
 *
 * A library names one package per platform and loads one of them; npm has installed those that fit the machine it ran on. Each
 * library (importing file) must have one that fits Lambda.
 */
export function nativePackagesOf({
  metafile,
  output,
  handlerFile,
  rootFolder,
  platform,
}: NativeSearch): NativePackages {
  const imports = nativeImports(metafile, output);
  const byPath = imports.filter(({ specifier }) => specifier.startsWith(".") || specifier.startsWith("/"));
  if (byPath.length > 0) {
    return {
      packages: [],
      diagnostics: byPath.map(({ specifier, importer }) => nativeFileByPath(importer, specifier)),
    };
  }
  const results = [...Map.groupBy(imports, ({ importer }) => importer)].map(([importer, group]) => {
    const wanted = [...new Set(group.map(({ specifier }) => packageName(specifier)))];
    const packages = wanted
      .map((name) => findPackage(name, resolve(rootFolder, importer)))
      .filter((found) => found !== undefined)
      .filter(({ manifest }) => fits(manifest, platform))
      .map(({ manifest, folder }) => ({ name: manifest.name, version: manifest.version, folder }));
    const missing = nativePackageMissing({
      wanted,
      likely: likelyName(wanted, platform),
      cpu: platform.cpu,
      handlerFile,
    });
    return { packages, diagnostics: packages.length === 0 ? [missing] : [] };
  });
  return {
    packages: results.flatMap(({ packages }) => packages),
    diagnostics: results.flatMap(({ diagnostics }) => diagnostics),
  };
}

function nativeImports({ inputs }: Metafile, output: Metafile["outputs"][string]): readonly NativeImport[] {
  return Object.keys(output.inputs).flatMap((importer) =>
    (inputs[importer]?.imports ?? [])
      .filter(({ path, external }) => external === true && path.endsWith(".node"))
      .map(({ path }) => ({ specifier: path, importer })),
  );
}

/** `@scope/name/file.node` → `@scope/name` */
const packageName = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

/** Looks where Node would: in each node_modules from the importing file upwards. */
function findPackage(
  name: string,
  importer: string,
): { readonly manifest: Manifest; readonly folder: string } | undefined {
  for (let folder = dirname(importer); ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    const file = join(candidate, "package.json");
    if (existsSync(file)) return { manifest: JSON.parse(readFileSync(file, "utf8")) as Manifest, folder: candidate };
    if (dirname(folder) === folder) return undefined;
  }
}

const fits = ({ os, cpu, libc }: Manifest, platform: LambdaPlatform): boolean =>
  allows(os, platform.os) && allows(cpu, platform.cpu) && allows(libc, platform.libc);

/** npm's rule: a list names what is allowed, or with "!" what is not; no list allows all. */
function allows(list: readonly string[] | undefined, value: string): boolean {
  if (list === undefined || list.includes("any")) return true;
  if (list.includes(`!${value}`)) return false;
  return list.includes(value) || list.every((entry) => entry.startsWith("!"));
}

const likelyName = (names: readonly string[], { os, cpu }: LambdaPlatform): string | undefined =>
  names.find((name) => name.includes(os) && name.includes(cpu) && !name.includes("musl"));
