import { expect, it } from "vitest";
import type { Branch } from "#asl";
import { checkExpress } from "../../../src/local/services/states/check-express.ts";

it("an Express state machine cannot wait for an activity, in an iteration neither", () => {
  const Resource = "arn:aws:states:us-east-1:000000000000:activity:ask";
  const ItemProcessor = { StartAt: "Ask", States: { Ask: { Type: "Task", Resource, End: true } } } as const;
  const found = checkExpress({ StartAt: "Each", States: { Each: { Type: "Map", ItemProcessor, End: true } } });
  expect(found).toEqual([
    {
      code: "SCHEMA_VALIDATION_FAILED",
      message: "Express state machine does not support Activity ARN",
      location: "/States/Each/ItemProcessor/States/Ask/Resource",
    },
  ]);
});

it("an Express state machine cannot have a distributed Map, of an older definition neither", () => {
  const Iterator = {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
    StartAt: "B",
    States: { B: { Type: "Pass", End: true } },
  };
  const branch = { StartAt: "Each", States: { Each: { Type: "Map", Iterator, End: true } } } as unknown as Branch;
  expect(checkExpress(branch).map(({ location }) => location)).toEqual(["/States/Each/Iterator/ProcessorConfig/Mode"]);
});
