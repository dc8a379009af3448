// Makes the package that npm publishes: `prepare` before npm packs, `restore` after.
//
// In the repository the doors are TypeScript; Node strips types there, but refuses to under node_modules. So the package gets
// JavaScript and declarations in dist/, and a package.json whose doors lead to them.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const manifestFile = join(root, "package.json");
/** The repository's own package.json, while the package's is in its place. */
const keptFile = join(root, "package.json.repository");
const dist = join(root, "dist");

function prepare() {
  // Left by a run that was interrupted between the two.
  if (existsSync(keptFile)) restore();
  rmSync(dist, { recursive: true, force: true });
  const typescript = dirname(createRequire(join(root, "package.json")).resolve("typescript/package.json"));
  execFileSync(process.execPath, [join(typescript, "bin", "tsc"), "-p", join(root, "tsconfig.build.json")], {
    stdio: "inherit",
  });
  for (const door of bundledDoors) bundle(join(dist, "src", door.folder), door.entries);
  // At the same place relative to the code as in the repository, so that one path serves both.
  const builtConsole = join(root, "console", "dist");
  if (existsSync(builtConsole)) cpSync(builtConsole, join(dist, "console", "dist"), { recursive: true });
  else console.warn("the console is not in the package: build it first with `npm run build:console`");
  const text = readFileSync(manifestFile, "utf8");
  const manifest = `${JSON.stringify(published(JSON.parse(text)), null, 2)}\n`;
  writeFileSync(keptFile, text);
  writeFileSync(manifestFile, manifest);
}

/** What the local cloud starts with: read as many files, it would take two thirds of its start. */
const bundledDoors = [
  { folder: "asl", entries: ["index.js"] },
  { folder: "interpreter", entries: ["index.js"] },
  { folder: "node", entries: ["index.js"] },
  { folder: "local", entries: ["index.js", "function-runner/bootstrap/main.js"] },
];

/** Puts the modules of a folder into a few files beside its door. Other folders are reached through their doors, as in the source. */
function bundle(folder, entries) {
  const modules = globSync("**/*.js", { cwd: folder });
  const { metafile } = buildSync({
    absWorkingDir: folder,
    entryPoints: entries,
    outdir: folder,
    outbase: folder,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: `node${process.versions.node.split(".")[0]}`,
    packages: "external",
    external: ["#*"],
    allowOverwrite: true,
    metafile: true,
    logLevel: "warning",
  });
  const written = new Set(Object.keys(metafile.outputs));
  for (const module of modules) if (!written.has(module)) rmSync(join(folder, module));
}

function restore() {
  if (existsSync(keptFile)) renameSync(keptFile, manifestFile);
  rmSync(dist, { recursive: true, force: true });
}

/** The package.json of the package. */
function published({
  exports,
  imports,
  files,
  optionalDependencies,
  scripts: _scripts,
  devDependencies: _dev,
  allowScripts: _allow,
  ...manifest
}) {
  return {
    ...manifest,
    files: files.map((file) => (file === "bin" ? "bin/millrace.js" : file)),
    exports: mapValues(exports, (path) =>
      path.endsWith(".ts") ? { types: built(path, ".d.ts"), default: built(path, ".js") } : path,
    ),
    imports: mapValues(imports, builtImport),
    // Platform packages of Node would put their `node` before the user's own in node_modules/.bin.
    optionalDependencies: Object.fromEntries(
      Object.entries(optionalDependencies).filter(([name]) => !/^node-(linux|win|darwin)-/.test(name)),
    ),
  };
}

/** `./src/asl/index.ts` → `./dist/src/asl/index.js` */
function built(path, extension) {
  return path.replace(/^\.\//, "./dist/").replace(/\.ts$/, extension);
}

/** A path, or one path per condition; what leads to a package stays. */
function builtImport(target) {
  if (typeof target !== "string") return mapValues(target, builtImport);
  return target.startsWith("./") ? built(target, ".js") : target;
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

const commands = { prepare, restore };
const command = commands[process.argv[2]];
if (command === undefined) {
  console.error(`usage: node bin/pack.js ${Object.keys(commands).join("|")}`);
  process.exitCode = 2;
} else {
  command();
}
