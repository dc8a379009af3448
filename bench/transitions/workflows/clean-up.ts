import { defineWorkflow } from "millrace";
import * as z from "zod";
import { checkJob, sendMail, startJob } from "../contracts.ts";

/** Whatever happens to the job, someone is told. */
export default defineWorkflow(
  { name: "clean-up", input: z.object({ query: z.string() }), checkInput: false },
  async ({ query }) => {
    let note = "not started";
    try {
      const { jobId } = await startJob({ query });
      note = `started ${jobId}`;
      const { status, rows } = await checkJob({ jobId });
      note = `${status} with ${rows}`;
      if (rows === 0) return { note, empty: true };
    } finally {
      await sendMail({ to: "log", subject: note });
    }
    return { note, empty: false };
  },
);
