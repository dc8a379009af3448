import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

// Who may import whom. The table is the rule; change it only with a decision record in docs/decisions/.

interface Rule {
  readonly name: string;
  /** Which files it is about: the first rule that matches a file is the file's. */
  readonly files: RegExp;
  /** Doors and packages that may be imported; a file may always import files of its own rule by path. */
  readonly may: readonly RegExp[];
  /** Neutral code runs in Lambda, browsers and tests alike: no node:, no DOM, no AWS SDK. */
  readonly neutral?: true;
}

const node = /^node:/;
const sdk = /^@(aws-sdk|smithy)\//;
const ownContract = /^\.\/contract\.ts$/;
const sibling = /^\.\//;
const viewModel = /^(\.\.?\/)+view-model\//;
const zod = /^zod(\/v4\/core)?$/;
const resources = /^(\.\.\/)*(\.\/)?(workflows\/)?resources\.ts$/;
const contracts = /^(\.\.\/)+(functions\/)?[a-z0-9-]+\/contract\.ts$/;
const shared = /^(\.\.\/)*(\.\/)?(workflows\/)?shared\/[a-z0-9-]+\.ts$/;

const rules: readonly Rule[] = [
  { name: "src/asl", files: /^src\/asl\//, may: [/^jsonata$/], neutral: true },
  { name: "src/authoring", files: /^src\/authoring\//, may: [/^#asl$/, zod], neutral: true },
  { name: "src/interpreter", files: /^src\/interpreter\//, may: [/^#asl$/, /^jsonata$/], neutral: true },
  {
    name: "src/handler",
    files: /^src\/handler\//,
    may: [/^#authoring$/, node, /^@middy\//, /^@aws-lambda-powertools\//, /^aws-lambda$/, zod],
  },
  { name: "src/compiler", files: /^src\/compiler\//, may: [/^#(asl|authoring|typescript)$/, node, zod] },
  { name: "src/node", files: /^src\/node\//, may: [/^#interpreter$/, node] },
  {
    name: "src/local",
    files: /^src\/local\//,
    may: [/^#asl$/, /^#interpreter$/, /^#node$/, node, sdk, /^fflate$/, /^hyparquet/],
  },
  {
    name: "src/testing",
    files: /^src\/testing\//,
    may: [/^#compiler$/, /^#interpreter$/, /^#authoring$/, /^#node$/, node, zod],
  },
  { name: "src/cli", files: /^src\/cli\//, may: [/^#[a-z]+$/, node] },
  {
    name: "workflows/resources",
    files: /^workflows\/resources\.ts$/,
    may: [/^millrace$/, zod, shared],
    neutral: true,
  },
  {
    name: "workflows",
    files: /^workflows\//,
    may: [/^millrace(\/aws)?$/, zod, contracts, resources, shared, sibling],
    neutral: true,
  },
  {
    name: "contracts",
    files: /^functions\/[^/]+\/contract\.ts$/,
    may: [/^millrace$/, zod, resources, shared],
    neutral: true,
  },
  {
    name: "handlers",
    files: /^functions\//,
    may: [/^millrace(\/handler)?$/, zod, ownContract, resources, shared, node, sdk, /^@duckdb\//, /^aws-lambda$/],
  },
  {
    name: "cdk/constructs",
    files: /^cdk\/constructs\//,
    may: [
      /^#(asl|authoring|compiler|handler)$/,
      /^millrace(\/[a-z]+)?$/,
      node,
      /^aws-cdk-lib/,
      /^constructs$/,
      /^esbuild$/,
    ],
  },
  {
    name: "cdk",
    files: /^cdk\//,
    may: [
      /^(\.\.?\/)+constructs\/index\.ts$/,
      /^millrace(\/[a-z]+)?$/,
      /^(\.\.\/)+workflows\//,
      /^(\.\.\/)+functions\//,
      node,
      /^aws-cdk-lib/,
      /^cdk-nag$/,
      /^constructs$/,
    ],
  },
  {
    name: "console/view-model",
    files: /^console\/view-model\//,
    may: [/^#asl$/, /src\/local\/console\/read-api\.ts$/],
    neutral: true,
  },
  {
    name: "console",
    files: /^console\//,
    may: [
      /^#asl$/,
      viewModel,
      /src\/local\/console\/read-api\.ts$/,
      /^papaparse$/,
      /^react/,
      /^@xyflow\//,
      /^@dagrejs\//,
      /^hyparquet/,
      /^vite$/,
      /^@vitejs\//,
      node,
      /\.css$/,
    ],
  },
];

/** TypeScript has one importer, so that a change of compiler API stays in one file; the generator only parses. */
const onlyImporter: Readonly<Record<string, RegExp>> = {
  "#typescript": /^src\/compiler\/program\.ts$/,
  "typescript-6": /^src\/cli\/generate-aws\/read-declarations\.ts$/,
};

interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly isType: boolean;
}

const root = resolve(import.meta.dirname, "..");

const files = globSync("{src,workflows,functions,cdk,console}/**/*.{ts,tsx}", { cwd: root })
  .filter((file) => !file.includes("node_modules") && !file.includes("/dist/") && !file.endsWith(".d.ts"))
  .toSorted();

const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");

function importsOf(file: string): readonly Import[] {
  const text = withoutComments(readFileSync(join(root, file), "utf8"));
  const statements = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[\w*{}\s,$]+?\sfrom\s+)?["']([^"'\n]+)["']/g,
  );
  const dynamic = text.matchAll(/\bimport\(\s*["']([^"'\n]+)["']\s*\)/g);
  return [
    ...[...statements].map((match) => ({ file, specifier: match[2] ?? "", isType: match[1] !== undefined })),
    ...[...dynamic].map((match) => ({ file, specifier: match[1] ?? "", isType: true })),
  ];
}

const ruleOf = (file: string): Rule | undefined => rules.find((rule) => rule.files.test(file));

const target = ({ file, specifier }: Import): string | undefined =>
  specifier.startsWith(".") ? relative(root, resolve(root, dirname(file), specifier)) : undefined;

function isAllowed(found: Import): boolean {
  const rule = ruleOf(found.file);
  const path = target(found);
  const importer = onlyImporter[found.specifier];
  if (importer !== undefined) return importer.test(found.file);
  // Inside a folder: files, never the folder's own door.
  if (path !== undefined && ruleOf(path) === rule && rule?.name !== "handlers") return !isOwnDoor(found.file, path);
  if (path !== undefined && rule?.name === "handlers" && dirname(path) === dirname(found.file)) return true;
  return rule?.may.some((pattern) => pattern.test(found.specifier)) ?? false;
}

const isOwnDoor = (file: string, path: string): boolean =>
  /^(src\/[a-z]+|cdk\/constructs)\/index\.ts$/.test(path) && dirname(path) !== dirname(file);

const imports = files.flatMap(importsOf);

describe("the architecture", () => {
  it("has a rule for every file", () => {
    expect(files.filter((file) => ruleOf(file) === undefined)).toEqual([]);
    expect(files.length).toBeGreaterThan(30);
  });

  it("imports only what the table allows, through doors", () => {
    const broken = imports
      .filter((found) => !isAllowed(found))
      .map(({ file, specifier }) => `${file} imports ${specifier}`);
    expect(broken).toEqual([]);
  });

  it("imports zod as a namespace: the named export drags every locale into a bundle", () => {
    const broken = files.filter((file) =>
      /import\s+(?:type\s+)?(?:z\b|\{[^}]*\})\s*from\s+["']zod["']/.test(readFileSync(join(root, file), "utf8")),
    );
    expect(broken).toEqual([]);
  });

  it("keeps neutral code free of Node and the DOM", () => {
    const globals = /(?<![\w.$"'`])(?:process|Buffer|document|window|__dirname|setTimeout|setInterval)\b(?=[.(])/;
    const broken = files.filter(
      (file) => ruleOf(file)?.neutral === true && globals.test(withoutComments(readFileSync(join(root, file), "utf8"))),
    );
    expect(broken).toEqual([]);
  });

  it("has no cycle of value imports between files", () => {
    expect(findCycle()).toEqual([]);
  });

  it("keeps files within 400 lines, tables and type lists within 600", () => {
    const long = files
      .filter((file) => !file.includes(".generated."))
      .map((file) => ({ file, lines: readFileSync(join(root, file), "utf8").split("\n").length }))
      .filter(({ lines }) => lines > 400);
    expect(long.filter(({ file, lines }) => lines > 600 || !/(catalog|types|table|rules)/.test(file))).toEqual([]);
  });
});

/** The first cycle found, as a list of files, or an empty list. Type imports are erased and cannot form one. */
function findCycle(): readonly string[] {
  const edges = new Map<string, string[]>();
  for (const found of imports) {
    const path = target(found);
    if (path !== undefined && !found.isType) edges.set(found.file, [...(edges.get(found.file) ?? []), path]);
  }
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const next of edges.get(file) ?? []) {
      const cycle = visit(next, [...path, file]);
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  for (const file of edges.keys()) {
    const cycle = visit(file, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
