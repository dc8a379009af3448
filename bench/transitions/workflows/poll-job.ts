import { defineWorkflow, sleep } from "millrace";
import * as z from "zod";
import { checkJob, startJob } from "../contracts.ts";

/** Starts a job and asks for its state until it has one that is final. */
export default defineWorkflow(
  { name: "poll-job", input: z.object({ query: z.string() }), checkInput: false },
  async ({ query }) => {
    const { jobId } = await startJob({ query });
    while (true) {
      await sleep(30);
      const job = await checkJob({ jobId });
      if (job.status === "SUCCEEDED") return { jobId, rows: job.rows };
      if (job.status === "FAILED") throw new Error(`job ${jobId} failed`);
    }
  },
);
