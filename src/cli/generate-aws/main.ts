import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generateServices, serviceRow } from "./generate-services.ts";

// `npm run generate:aws [-- FOLDER…]`: folders are searched for SDK clients before node_modules.

const root = path.resolve(import.meta.dirname, "../../..");
const generated = generateServices([...process.argv.slice(2), path.join(root, "node_modules")]);

for (const { service, text } of generated) {
  writeFileSync(path.join(root, "src/authoring/aws/services", `${service}.generated.ts`), text);
}

const page = path.join(root, "docs/aws-services.md");
const rows = new Map(generated.map((entry) => [entry.service, serviceRow(entry)]));
const filled = readFileSync(page, "utf8").replace(
  /<!-- services -->\n([\s\S]*?)<!-- \/services -->/,
  (_, before: string) => {
    for (const line of before.split("\n")) {
      const service = /^\| `(\w+)`/.exec(line)?.[1];
      // Of a service whose client is not here, what the page says stays.
      if (service !== undefined && !rows.has(service)) rows.set(service, line);
    }
    const lines = [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
    return ["<!-- services -->", ...lines, "<!-- /services -->"].join("\n");
  },
);
writeFileSync(page, filled);
console.log(`generated ${generated.map(({ service }) => service).join(", ")}`);
