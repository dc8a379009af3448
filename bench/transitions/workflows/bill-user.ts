import { defineWorkflow } from "millrace";
import * as z from "zod";
import { chargeCard, loadUsage, loadUser, sendMail } from "../contracts.ts";

/** Reads two things side by side, calculates, and acts by plan. */
export default defineWorkflow(
  { name: "bill-user", input: z.object({ id: z.string() }), checkInput: false },
  async ({ id }) => {
    const [user, usage] = await Promise.all([loadUser({ id }), loadUsage({ id })]);
    const billable = Math.max(0, usage.hours - 10);
    let rate: number;
    switch (user.plan) {
      case "free":
        rate = 0;
        break;
      case "team":
      case "school":
        rate = 2;
        break;
      default:
        rate = 5;
    }
    const amount = billable * rate;
    const label = `${user.name}: ${amount}`;
    if (amount > 1000) {
      await sendMail({ to: "sales", subject: label });
      return { label, status: "asked" };
    }
    if (amount === 0) return { label, status: "nothing" };
    const { chargeId } = await chargeCard({ orderId: id, amount });
    return { label, status: "charged", chargeId };
  },
);
