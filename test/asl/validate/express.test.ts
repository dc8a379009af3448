import { expect, it } from "vitest";
import { validateDefinition } from "#asl";

const found = (state: object) =>
  validateDefinition({ StartAt: "Each", States: { Each: state } }, { createdAs: "EXPRESS" });

it("an Express state machine cannot wait for an activity, in an iteration neither", () => {
  const Resource = "arn:aws:states:us-east-1:000000000000:activity:ask";
  const ItemProcessor = { StartAt: "Ask", States: { Ask: { Type: "Task", Resource, End: true } } };
  expect(found({ Type: "Map", ItemProcessor, End: true })).toEqual([
    {
      code: "SCHEMA_VALIDATION_FAILED",
      severity: "ERROR",
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
  expect(found({ Type: "Map", Iterator, End: true }).map(({ location }) => location)).toEqual([
    "/States/Each/Iterator/ProcessorConfig/Mode",
  ]);
});
