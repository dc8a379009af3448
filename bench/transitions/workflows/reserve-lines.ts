import { defineWorkflow } from "millrace";
import * as z from "zod";
import { reserveStock } from "../contracts.ts";

const line = z.object({ sku: z.string(), quantity: z.int() });

/** Reserves line after line, leaves out what is not wanted, and counts what is short. */
export default defineWorkflow(
  { name: "reserve-lines", input: z.object({ lines: z.array(line) }), checkInput: false },
  async ({ lines }) => {
    let reserved = 0;
    const short: string[] = [];
    let names = "";
    for (const { sku, quantity } of lines) {
      if (quantity === 0) continue;
      try {
        await reserveStock({ sku, quantity });
        reserved += quantity;
      } catch (error) {
        if ((error as Error).name !== "OutOfStock") throw error;
        names = `${names}${sku} `;
      }
    }
    return { reserved, names, short };
  },
);
