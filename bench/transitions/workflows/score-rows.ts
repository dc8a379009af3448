import { defineWorkflow } from "millrace";
import * as z from "zod";
import { loadPage, sendMail } from "../contracts.ts";

/** Mostly calculation: sums, buckets, a verdict; one call before and one after. */
export default defineWorkflow(
  { name: "score-rows", input: z.object({ limit: z.number() }), checkInput: false },
  async ({ limit }) => {
    const { rows } = await loadPage({ token: null });
    let high = 0;
    let low = 0;
    let streak = 0;
    let longest = 0;
    for (const row of rows) {
      if (row > limit) {
        high += 1;
        streak += 1;
      } else {
        low += 1;
        streak = 0;
      }
      if (streak > longest) longest = streak;
    }
    const share = rows.length === 0 ? 0 : Math.round((high / Math.max(1, rows.length)) * 100);
    let verdict = "calm";
    if (share > 50) verdict = "busy";
    if (longest >= 3) verdict = `${verdict}, in a row`;
    await sendMail({ to: "team", subject: verdict });
    return { high, low, longest, share, verdict };
  },
);
