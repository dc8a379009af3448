import type { AttributeValue, QueryInput, QueryOutput } from "@aws-sdk/client-dynamodb";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  compareDecimals,
  parseDecimal,
  printDecimal,
  addDecimals,
  decimalBytes,
} from "../../../src/local/services/dynamodb/values/decimal.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

// What a Query answers is what a look at every item would find.

let cloud: TestCloud;
const call = <Output>(operation: string, input: object): Promise<Output> =>
  cloud.cloud.call<Output>("dynamodb", operation, input, { kind: "root" });

beforeAll(async () => {
  cloud = await createTestCloud();
});
afterAll(() => cloud.close());

const decimalText = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: -40, max: 40 }))
  .map(([digits, power]) => `${digits}e${power}`);

type Sort = "S" | "N" | "B";
const sortValues: Readonly<Record<Sort, fc.Arbitrary<AttributeValue>>> = {
  S: fc
    .oneof(fc.string({ unit: "binary", minLength: 1, maxLength: 4 }), fc.constantFrom("a", "aa", "ab", "é", "😀"))
    .map((S) => ({ S })),
  N: fc.oneof(decimalText, fc.integer({ min: -3, max: 3 }).map(String)).map((N) => ({ N })),
  B: fc.uint8Array({ minLength: 1, maxLength: 3 }).map((B) => ({ B })),
};

function order(a: AttributeValue, b: AttributeValue): number {
  if (a.N !== undefined && b.N !== undefined) return compareDecimals(parseDecimal(a.N), parseDecimal(b.N));
  const bytes = (value: AttributeValue): Buffer => Buffer.from(value.S ?? value.B ?? "");
  return Buffer.compare(bytes(a), bytes(b));
}

const operators: Readonly<Record<string, (value: AttributeValue, a: AttributeValue, b: AttributeValue) => boolean>> = {
  "k = :a": (value, a) => order(value, a) === 0,
  "k < :a": (value, a) => order(value, a) < 0,
  "k <= :a": (value, a) => order(value, a) <= 0,
  "k > :a": (value, a) => order(value, a) > 0,
  "k >= :a": (value, a) => order(value, a) >= 0,
  "k BETWEEN :a AND :b": (value, a, b) => order(value, a) >= 0 && order(value, b) <= 0,
  "begins_with(k, :a)": (value, a) => {
    const prefix = Buffer.from(a.S ?? a.B ?? "");
    return Buffer.from(value.S ?? value.B ?? "")
      .subarray(0, prefix.byteLength)
      .equals(prefix);
  },
};

it.each<Sort>(["S", "N", "B"])(
  "gives the items of a partition that a filter over all would, in order, for keys of type %s",
  async (type) => {
    const TableName = `by-${type}-key`;
    await call("CreateTable", {
      TableName,
      AttributeDefinitions: [
        { AttributeName: "id", AttributeType: "S" },
        { AttributeName: "k", AttributeType: type },
      ],
      KeySchema: [
        { AttributeName: "id", KeyType: "HASH" },
        { AttributeName: "k", KeyType: "RANGE" },
      ],
      BillingMode: "PAY_PER_REQUEST",
    });
    let round = 0;
    const usable = Object.keys(operators).filter((text) => type !== "N" || !text.startsWith("begins"));
    const property = fc.asyncProperty(
      fc.array(sortValues[type], { minLength: 1, maxLength: 12 }),
      fc.tuple(sortValues[type], sortValues[type]),
      fc.constantFrom(...usable),
      fc.record({ isForward: fc.boolean(), limit: fc.integer({ min: 1, max: 5 }) }),
      async (given, pair, operator, { isForward, limit }) => {
        const id = { S: `p${(round += 1)}` };
        for (const k of given) await call("PutItem", { TableName, Item: { id, k } });
        const [a, b] = pair.toSorted(order) as [AttributeValue, AttributeValue];
        const wanted = given
          .filter((value, index) => given.findIndex((other) => order(other, value) === 0) === index)
          .filter((value) => operators[operator]?.(value, a, b))
          .toSorted(order);
        const found: AttributeValue[] = [];
        const query: QueryInput = {
          TableName,
          KeyConditionExpression: `id = :id AND ${operator}`,
          ExpressionAttributeValues: { ":id": id, ":a": a, ...(operator.includes(":b") && { ":b": b }) },
          ScanIndexForward: isForward,
          Limit: limit,
        };
        let ExclusiveStartKey: QueryInput["ExclusiveStartKey"];
        do {
          const page: QueryOutput = await call("Query", { ...query, ExclusiveStartKey });
          found.push(...(page.Items ?? []).map((item) => item["k"] as AttributeValue));
          ExclusiveStartKey = page.LastEvaluatedKey;
        } while (ExclusiveStartKey !== undefined);
        expect(found.map((value, index) => order(value, wanted.at(isForward ? index : -1 - index) ?? value))).toEqual(
          wanted.map(() => 0),
        );
      },
    );
    await fc.assert(property, { numRuns: 40 });
  },
);

it("reads a number of a megabyte in no time", () => {
  const begun = performance.now();
  expect(() => parseDecimal(`1${"0".repeat(1_000_000)}1`)).toThrow("Number overflow");
  expect(performance.now() - begun).toBeLessThan(1000);
});

it("keeps numbers exact: printing, order of their bytes, and sums", () => {
  fc.assert(
    fc.property(decimalText, decimalText, (one, other) => {
      const [a, b] = [parseDecimal(one), parseDecimal(other)];
      expect(parseDecimal(printDecimal(a))).toEqual(a);
      expect(Math.sign(Buffer.compare(decimalBytes(a), decimalBytes(b)))).toBe(compareDecimals(a, b));
      fc.pre(Math.abs(a.exponent - b.exponent) < 20);
      const sum = addDecimals(a, b);
      const scale = (text: string): bigint => {
        const [whole = "", fraction = ""] = text.split(".");
        return BigInt(whole + fraction.padEnd(60, "0"));
      };
      expect(scale(printDecimal(sum))).toBe(scale(printDecimal(a)) + scale(printDecimal(b)));
    }),
  );
});
