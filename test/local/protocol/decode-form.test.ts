import { describe, expect, it } from "vitest";
import { decodeForm } from "../../../src/local/protocol/decode-form.ts";
import { createModelLoader } from "../../../src/local/protocol/service-models.ts";

const inputOf = async (operation: string) => {
  const model = await createModelLoader()("cloudformation");
  const found = model.operations.get(operation);
  if (found === undefined) throw new Error(operation);
  return found.input;
};

describe("decoding a form of the query protocol", () => {
  it("reads lists of structures in numeric order, booleans and numbers", async () => {
    const form = new URLSearchParams([
      ["Action", "CreateStack"],
      ["StackName", "demo"],
      ["Capabilities.member.1", "CAPABILITY_IAM"],
      ["DisableRollback", "true"],
      ["TimeoutInMinutes", "5"],
      ...Array.from({ length: 11 }, (_, index): [string, string] => [
        `Parameters.member.${index + 1}.ParameterKey`,
        `P${index + 1}`,
      ]),
    ]);
    const input = decodeForm(await inputOf("CreateStack"), form);
    expect(input).toMatchObject({
      StackName: "demo",
      Capabilities: ["CAPABILITY_IAM"],
      DisableRollback: true,
      TimeoutInMinutes: 5,
    });
    expect((input["Parameters"] as { ParameterKey: string }[]).map(({ ParameterKey }) => ParameterKey)).toEqual(
      Array.from({ length: 11 }, (_, index) => `P${index + 1}`),
    );
  });

  it("reads an empty list from a bare key", async () => {
    const form = new URLSearchParams({ StackName: "demo", Tags: "" });
    expect(decodeForm(await inputOf("CreateStack"), form)).toEqual({ StackName: "demo", Tags: [] });
  });

  it("rejects a number that is none", async () => {
    const form = new URLSearchParams({ StackName: "demo", TimeoutInMinutes: "soon" });
    const input = await inputOf("CreateStack");
    expect(() => decodeForm(input, form)).toThrow(expect.objectContaining({ code: "MalformedInput", status: 400 }));
  });
});
