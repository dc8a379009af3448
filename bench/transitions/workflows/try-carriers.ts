import { defineWorkflow, WorkflowError } from "millrace";
import * as z from "zod";
import { shipOrder } from "../contracts.ts";

/** Tries one carrier after the other until one takes the parcel. */
export default defineWorkflow(
  { name: "try-carriers", input: z.object({ id: z.string(), carriers: z.array(z.string()) }), checkInput: false },
  async ({ id, carriers }) => {
    let tried = 0;
    for (const carrier of carriers) {
      tried += 1;
      try {
        const { parcel } = await shipOrder({ orderId: id, carrier });
        return { parcel, carrier, tried };
      } catch (error) {
        if ((error as Error).name === "NoCarrier") continue;
        throw new WorkflowError("ShippingFailed", (error as Error).message);
      }
    }
    throw new WorkflowError("NobodyShips", `tried ${tried}`);
  },
);
