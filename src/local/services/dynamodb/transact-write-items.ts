import type {
  CancellationReason,
  TransactWriteItem,
  TransactWriteItemsInput,
  TransactWriteItemsOutput,
} from "@aws-sdk/client-dynamodb";
import { createHash } from "node:crypto";
import { AwsError } from "../../aws-error.ts";
import type { Authorization, CallContext, Cloud, Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { capacityPerTable, type Consumed } from "./items/capacity.ts";
import type { Expiry } from "./items/expiry.ts";
import { prepareCheck, prepareDelete, preparePut, prepareUpdate } from "./items/prepare-write.ts";
import { checkTransactionLength, reasonOf, refuseRepeatedItems, transactionCancelled } from "./items/transaction.ts";
import { performWrite, type Write, type Written } from "./items/write.ts";
import { authorizeItems } from "./tables/authorize-items.ts";
import { validationError } from "./validation-error.ts";
import { sizeOfAttributes } from "./values/value-size.ts";

const largestTransaction = 4 * 1024 * 1024;
const tokenLifeMs = 10 * 60 * 1000;

export const transactWriteItems = (expiry: Expiry): Operation<TransactWriteItemsInput, TransactWriteItemsOutput> => ({
  members: ["TransactItems", "ClientRequestToken", "ReturnConsumedCapacity"],
  authorize: rightsOf,
  handle(input, { cloud }) {
    const { TransactItems = [], ReturnConsumedCapacity } = input;
    checkTransactionLength(TransactItems.length);
    const writes = TransactItems.map((item) => prepare(cloud, item));
    refuseRepeatedItems(writes);
    const written = inTransaction(cloud.db, () => {
      if (isRepeated(cloud, input)) return undefined;
      return performAll(cloud, writes);
    });
    expiry.reschedule();
    const consumed =
      written === undefined
        ? writes.map(({ table }): Consumed => ({ table, units: 2, kind: "read" }))
        : written.map((one): Consumed => doubled(one.consumed));
    return capacityPerTable(ReturnConsumedCapacity, consumed);
  },
});

/** A transaction prepares and commits each write. */
function doubled({ table, units, indexUnits = {} }: Consumed): Consumed {
  const indexes = Object.entries(indexUnits).map(([name, each]) => [name, each * 2] as const);
  return { table, units: units * 2, indexUnits: Object.fromEntries(indexes), kind: "write" };
}

function rightsOf({ TransactItems = [] }: TransactWriteItemsInput, { cloud }: CallContext): readonly Authorization[] {
  return TransactItems.flatMap(({ Put, Update, Delete, ConditionCheck: check }) => [
    ...(Put === undefined ? [] : [authorizeItems("PutItem", cloud, Put.TableName, [Put.Item])]),
    ...(Update === undefined ? [] : [authorizeItems("UpdateItem", cloud, Update.TableName, [Update.Key])]),
    ...(Delete === undefined ? [] : [authorizeItems("DeleteItem", cloud, Delete.TableName, [Delete.Key])]),
    ...(check === undefined ? [] : [authorizeItems("ConditionCheckItem", cloud, check.TableName, [check.Key])]),
  ]);
}

function prepare(cloud: Cloud, { Put, Update, Delete, ConditionCheck }: TransactWriteItem): Write {
  if ([Put, Update, Delete, ConditionCheck].filter((action) => action !== undefined).length !== 1) {
    throw validationError("TransactItems can only contain one of Check, Put, Update or Delete");
  }
  if (Put !== undefined) return preparePut(cloud, Put);
  if (Update !== undefined) return prepareUpdate(cloud, Update);
  if (Delete !== undefined) return prepareDelete(cloud, Delete);
  return prepareCheck(cloud, ConditionCheck as NonNullable<typeof ConditionCheck>);
}

/** Whether the transaction was done before under its token; remembers it if not. */
function isRepeated({ db, clock }: Cloud, input: TransactWriteItemsInput): boolean {
  const { ClientRequestToken: token, TransactItems } = input;
  if (token === undefined) return false;
  if (token.length < 1 || token.length > 36) {
    throw validationError(
      `1 validation error detected: Value '${token}' at 'clientRequestToken' failed to satisfy constraint: ` +
        "Member must have length less than or equal to 36",
    );
  }
  const now = clock.now();
  db.prepare("DELETE FROM dynamodb_transactions WHERE created_at <= ?").run(now - tokenLifeMs);
  const request = createHash("sha256").update(JSON.stringify(TransactItems)).digest("base64");
  const known = db.prepare("SELECT request FROM dynamodb_transactions WHERE token = ?").get(token);
  if (known === undefined) {
    db.prepare("INSERT INTO dynamodb_transactions VALUES (?, ?, ?)").run(token, request, now);
    return false;
  }
  if (known["request"] === request) return true;
  throw new AwsError(
    "IdempotentParameterMismatchException",
    "The request uses the same client token as a previous, but non-identical request. " +
      "Do not reuse a client token with different requests, unless the requests are identical",
  );
}

function performAll(cloud: Cloud, writes: readonly Write[]): readonly Written[] {
  const written: Written[] = [];
  const reasons = writes.map((write): CancellationReason => {
    try {
      written.push(performWrite(cloud, write));
      return { Code: "None" };
    } catch (error) {
      return reasonOf(error);
    }
  });
  if (reasons.some(({ Code }) => Code !== "None")) throw transactionCancelled(reasons);
  const bytes = written.reduce((sum, { after }) => sum + (after === undefined ? 0 : sizeOfAttributes(after)), 0);
  if (bytes > largestTransaction) {
    throw validationError("Collection size of transaction request has exceeded the maximum allowed size of 4 MB");
  }
  return written;
}
