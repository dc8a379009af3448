import { expect, it } from "vitest";
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
