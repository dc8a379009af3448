import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface GeneratedProject {
  readonly folder: string;
  /** Absolute paths. */
  readonly workflows: readonly string[];
  /** A workflow of sixty states. */
  readonly large: string;
}

/** A team has fewer task functions than workflows that call them. */
const workflowsPerContract = 5;

/** Writes a project of workflows of ordinary size, as a team would have after a year. */
export function generateProject(rootFolder: string, count: number): GeneratedProject {
  const folder = path.join(rootFolder, ".millrace", "bench-compile");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const workflows = Array.from({ length: count }, (_, number) => {
    const contract = Math.floor(number / workflowsPerContract);
    if (number % workflowsPerContract === 0) write(`contract-${contract}.ts`, contractFile(contract));
    return write(`workflow-${number}.ts`, workflowFile(number, contract));
  });
  return { folder, workflows, large: write("large.ts", largeWorkflow(60)) };
}

function contractFile(number: number): string {
  return `import { defineTask } from "millrace";
import * as z from "zod";

const line = z.object({ sku: z.string(), quantity: z.int(), price: z.number(), note: z.optional(z.string()) });

export const load${number} = defineTask({ name: "load-${number}", input: z.object({ id: z.string() }), output: z.object({ id: z.string(), total: z.number(), lines: z.array(line) }), errors: ["NotFound"] });
export const store${number} = defineTask({ name: "store-${number}", input: z.object({ id: z.string(), lines: z.array(line) }), output: z.object({ key: z.string() }) });
`;
}

function workflowFile(number: number, contract: number): string {
  return `import { defineWorkflow, isTaskError } from "millrace";
import * as z from "zod";
import { load${contract}, store${contract} } from "./contract-${contract}.ts";

export default defineWorkflow({ name: "bench-${number}", input: z.object({ ids: z.array(z.string()).max(500), limit: z.number() }) }, async ({ ids, limit }) => {
  let stored = 0;
  let missing = "";
  for (const id of ids) {
    try {
      const order = await load${contract}({ id });
      if (order.total > limit) continue;
      const lines = order.lines.filter((one) => one.quantity > 0).map((one) => ({ ...one, price: one.price * 2 }));
      const { key } = await store${contract}({ id: order.id, lines });
      stored += key.length;
    } catch (error) {
      if (!isTaskError(error, load${contract}, "NotFound")) throw error;
      missing = \`\${missing}\${id} \`;
    }
  }
  return { stored, missing, status: stored > limit ? "many" : "few" };
});
`;
}

function largeWorkflow(states: number): string {
  const steps = Array.from(
    { length: states },
    (_, step) => `  const order${step} = await load0({ id: ${step === 0 ? "id" : `order${step - 1}.id`} });`,
  );
  return `import { defineWorkflow } from "millrace";
import * as z from "zod";
import { load0 } from "./contract-0.ts";

export default defineWorkflow({ name: "bench-large", input: z.object({ id: z.string() }) }, async ({ id }) => {
${steps.join("\n")}
  return order${states - 1}.total;
});
`;
}
