import { defineWorkflow, emit, isTaskError } from "millrace";
import * as z from "zod";
import { chargeCard, orderShipped, refundCard, sendMail, shipOrder } from "../contracts.ts";

/** Charges, ships, and takes the charge back if nobody ships. */
export default defineWorkflow(
  {
    name: "order-saga",
    input: z.object({ id: z.string(), email: z.string(), prices: z.array(z.number()), express: z.boolean() }),
    checkInput: false,
  },
  async ({ id, email, prices, express }) => {
    const amount = prices.reduce((sum, price) => sum + price, 0);
    if (amount === 0) return { status: "free" };
    let chargeId: string;
    try {
      const charge = await chargeCard({ orderId: id, amount });
      chargeId = charge.chargeId;
    } catch (error) {
      if (!isTaskError(error, chargeCard, "CardDeclined")) throw error;
      await sendMail({ to: email, subject: `declined: ${error.message}` });
      return { status: "declined" };
    }
    try {
      const { parcel } = await shipOrder({ orderId: id, carrier: express ? "fast" : "cheap" });
      await emit(orderShipped, { orderId: id, parcel });
      return { status: "shipped", parcel, amount };
    } catch {
      await refundCard({ chargeId });
      return { status: "refunded", amount };
    }
  },
);
