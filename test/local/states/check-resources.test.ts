import { expect, it } from "vitest";
import type { Branch, Json } from "#asl";
import { checkResources } from "../../../src/local/services/states/check-resources.ts";

function messagesFor(state: Readonly<Record<string, Json>>): readonly string[] {
  const branch = { StartAt: "A", States: { A: { End: true, ...state } } } as unknown as Branch;
  return checkResources(branch).map(({ location, message }) => `${location}: ${message}`);
}

const putEvents = { Type: "Task", Resource: "arn:aws:states:::events:putEvents" };

it("reads the members of a call from Parameters, with or without the mark of a path", () => {
  expect(messagesFor({ ...putEvents, Parameters: { "Entries.$": "$.entries" } })).toEqual([]);
  expect(messagesFor({ ...putEvents, Parameters: { "Entry.$": "$.entry" } })).toEqual([
    '/States/A/Parameters: The field "Entry" is not supported by Step Functions',
    '/States/A/Parameters: The field "Entries" is required but was missing',
  ]);
  expect(messagesFor({ ...putEvents, Arguments: {} })).toEqual([
    '/States/A/Arguments: The field "Entries" is required but was missing',
  ]);
});

it("looks into the states of an older Map", () => {
  const Iterator = {
    StartAt: "B",
    States: { B: { Type: "Task", Resource: "arn:aws:states:::nothing:here", End: true } },
  };
  expect(messagesFor({ Type: "Map", Iterator })[0]).toContain("'arn:aws:states:::nothing:here' is not implemented");
});
