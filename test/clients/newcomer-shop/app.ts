/* oxlint-disable no-new -- a construct joins the tree in its constructor */
// A second plain aws-cdk-lib app: what a shop keeps, and what works on its orders. Run by the CLI, not by vitest.
import { App } from "aws-cdk-lib";
import { KeepStack } from "./keep-stack.ts";
import { OrdersStack } from "./orders-stack.ts";

const app = new App();
const env = { account: "000000000000", region: "us-east-1" };
const keep = new KeepStack(app, "ShopKeep", { env });
new OrdersStack(app, "ShopOrders", { env, table: keep.table, jobs: keep.jobs }).addStackDependency(
  keep,
  "it works on what is kept there",
);
app.synth();
