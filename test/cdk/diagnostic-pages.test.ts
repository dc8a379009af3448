import { describe, expect, it } from "vitest";
import type { Diagnostic } from "#compiler";
import * as catalog from "../../cdk/constructs/diagnostics/catalog.ts";
import { expectedPage } from "../support/diagnostic-page.ts";

// One example of each diagnostic of synth, as a person may meet it.
const examples: Readonly<Record<keyof typeof catalog, Diagnostic>> = {
  duplicateWorkflow: catalog.duplicateWorkflow("ingest-orders", ["workflows/ingest-orders.ts", "workflows/copy.ts"]),
  duplicateTask: catalog.duplicateTask(
    ["charge-card"],
    ["functions/charge-card/contract.ts", "functions/pay/contract.ts"],
  ),
  folderDiffers: catalog.folderDiffers("functions/pay/contract.ts", "pay", "charge-card"),
  handlerMissing: catalog.handlerMissing(
    "functions/charge-card/contract.ts",
    "charge-card",
    "functions/charge-card/handler.ts",
  ),
  handlerNotExported: catalog.handlerNotExported("functions/charge-card/handler.ts", "charge-card"),
  nativePackageMissing: catalog.nativePackageMissing({
    wanted: ["@duckdb/node-bindings-darwin-arm64", "@duckdb/node-bindings-linux-x64"],
    likely: "@duckdb/node-bindings-linux-x64",
    cpu: "x64",
    handlerFile: "functions/check-rows/handler.ts",
  }),
  noWorkflows: catalog.noWorkflows("workflows"),
  calledNotDeployed: catalog.calledNotDeployed(
    "workflows/order.ts",
    "fulfil-order",
    "ship-order",
    "shipping/ship-order.ts",
  ),
  callsInCircle: catalog.callsInCircle("workflows/order.ts", ["fulfil-order", "ship-order", "fulfil-order"]),
  startsItself: catalog.startsItself("workflows/resize.ts", "resize", [
    'it calls "make-thumbnail", which may write images/*',
    "its trigger takes images/*.png",
  ]),
  handlerNotBundled: catalog.handlerNotBundled(
    { file: "functions/charge-card/handler.ts", line: 2, column: 21 },
    "charge-card",
    'Could not resolve "stripe"',
  ),
  triggersOverlap: catalog.triggersOverlap("workflows/ingest.ts", "ingest-orders", [
    "landing/orders/*",
    "landing/orders/*.csv",
  ]),
  finishedAbsent: catalog.finishedAbsent("workflows/tell-someone.ts", "tell-someone", "ingest-orders"),
  finishedExpress: catalog.finishedExpress("workflows/tell-someone.ts", "tell-someone", "ingest-orders"),
  rightUnknown: catalog.rightUnknown(
    { file: "workflows/order.ts", line: 12, column: 9 },
    "fulfil-order",
    "dynamodb:query",
    { action: "dynamodb:Query", argument: "TableName" },
  ),
  resourceNotGiven: catalog.resourceNotGiven("workflows/order.ts", "fulfil-order", "orders"),
  tablesNotNamed: catalog.tablesNotNamed("workflows/report.ts", "report-sales"),
  contractWithoutTask: catalog.contractWithoutTask("functions/charge-card/contract.ts", undefined),
  taskWithoutCall: catalog.taskWithoutCall("functions/charge-card/contract.ts", "charge-card"),
  nativeFileByPath: catalog.nativeFileByPath("functions/hash/handler.ts", "./build/Release/hash.node"),
};

const page = ({ code, message, why, fix }: Diagnostic): string =>
  [`# ${code}`, "", `> ${message}`, "", why, "", `**Fix:** ${fix}`, ""].join("\n");

describe("the diagnostics of synth", () => {
  it.each(Object.values(examples))("$code has its page in docs/diagnostics", (example) => {
    const actual = page(example);
    expect(actual).toBe(expectedPage(example.code, actual));
  });

  it("have codes of their own", () => {
    const codes = Object.values(examples).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.every((code) => /^MR4\d{3}$/.test(code))).toBe(true);
  });
});
