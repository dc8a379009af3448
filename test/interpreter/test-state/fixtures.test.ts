import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Json } from "#asl";
import { testState, TestStateRefusal } from "#interpreter";
import type { TestStateRequest, TestStateResponse } from "#interpreter";

// One file per behaviour of TestState: the request, the answer or the refusal, and where that is known from. Documents, which
// are texts on the wire, stand there as JSON. `UPDATE=1` rewrites the answers; read the difference as code.

const folder = new URL("../../fixtures/test-state/", import.meta.url);
const documents = ["definition", "input", "variables", "context"];

interface Fixture {
  readonly source: string;
  readonly request: Readonly<Record<string, Json>> & { readonly mock?: { readonly result?: Json } };
  readonly response?: unknown;
  readonly refusal?: { readonly code: string; readonly message: string };
}

describe("TestState fixtures", () => {
  it.each(readdirSync(folder))("%s is answered as AWS answers it", async (name) => {
    const file = new URL(name, folder);
    const fixture = JSON.parse(readFileSync(file, "utf8")) as Fixture;
    const { source, request } = fixture;
    expect(source).not.toBe("");
    const answer = await answerTo(request);
    const isUpdate = process.env.UPDATE === "1";
    const written = { source, request, ...answer };
    if (isUpdate) writeFileSync(file, `${JSON.stringify(written, undefined, 2)}\n`);
    const { response, refusal } = isUpdate ? answer : fixture;
    expect(answer).toEqual({ response, refusal });
  });
});

async function answerTo(request: Fixture["request"]): Promise<Pick<Fixture, "response" | "refusal">> {
  try {
    return { response: decoded(await testState(encoded(request))) };
  } catch (error) {
    if (error instanceof TestStateRefusal) return { refusal: { code: error.code, message: error.message } };
    throw error;
  }
}

function encoded({ mock, ...request }: Fixture["request"]): TestStateRequest {
  const members = Object.entries(request).map(([member, value]) => [
    member,
    documents.includes(member) ? JSON.stringify(value) : value,
  ]);
  const mocked = mock?.result === undefined ? mock : { ...mock, result: JSON.stringify(mock.result) };
  return { ...Object.fromEntries(members), ...(mocked === undefined ? {} : { mock: mocked }) } as TestStateRequest;
}

function decoded({ output, inspectionData, ...rest }: TestStateResponse): unknown {
  const parse = (value: unknown): unknown => (typeof value === "string" ? (JSON.parse(value) as unknown) : value);
  const inspected = Object.entries(inspectionData ?? {}).map(([field, value]) => [field, parse(value)]);
  return {
    ...rest,
    ...(output === undefined ? {} : { output: parse(output) }),
    ...(inspectionData === undefined ? {} : { inspectionData: Object.fromEntries(inspected) }),
  };
}
