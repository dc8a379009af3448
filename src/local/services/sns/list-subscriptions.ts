import type { Operation } from "../../service.ts";
import { takePage } from "../take-page.ts";
import { describeSubscription, listAllSubscriptions } from "./subscription-store.ts";

export const listSubscriptions: Operation<{ readonly NextToken?: string }, object> = {
  members: ["NextToken"],
  authorize: () => [{ action: "sns:ListSubscriptions", resource: "*" }],
  handle({ NextToken }, { cloud }) {
    const { page, nextToken } = takePage(listAllSubscriptions(cloud), NextToken, 100);
    return { Subscriptions: page.map((one) => describeSubscription(cloud, one)), ...nextToken };
  },
};
