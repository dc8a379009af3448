import { defineWorkflow } from "millrace";
import * as z from "zod";
import { convertFile, sendMail } from "../contracts.ts";

/** Converts files side by side, keeps the bad ones apart, and reports them if there are any. */
export default defineWorkflow(
  { name: "convert-files", input: z.object({ keys: z.array(z.string()) }), checkInput: false },
  async ({ keys }) => {
    const wanted = keys.filter((key) => key.endsWith(".csv"));
    const results = await Promise.all(
      wanted.map(async (key) => {
        try {
          const { rows } = await convertFile({ key, format: "parquet" });
          return { key, rows, bad: false };
        } catch {
          return { key, rows: 0, bad: true };
        }
      }),
    );
    const bad = results.filter((one) => one.bad).map((one) => one.key);
    const rows = results.reduce((sum, one) => sum + one.rows, 0);
    if (bad.length > 0) await sendMail({ to: "ops", subject: bad.join(", ") });
    return { rows, bad: bad.length };
  },
);
