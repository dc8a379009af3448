import type { CreateService } from "../../service.ts";
import { batchGetItem } from "./batch-get-item.ts";
import { batchWriteItem } from "./batch-write-item.ts";
import { checkChoices } from "./check-choices.ts";
import { createTable } from "./create-table.ts";
import { createTables } from "./create-tables.ts";
import { deleteItem } from "./delete-item.ts";
import { deleteTable } from "./delete-table.ts";
import { describeContinuousBackups } from "./describe-continuous-backups.ts";
import { describeTable } from "./describe-table.ts";
import { describeTimeToLive } from "./describe-time-to-live.ts";
import { getItem } from "./get-item.ts";
import { createExpiry } from "./items/expiry.ts";
import { listTables } from "./list-tables.ts";
import { listTagsOfResource } from "./list-tags-of-resource.ts";
import { putItem } from "./put-item.ts";
import { query } from "./query.ts";
import { scan } from "./scan.ts";
import { tagResource } from "./tag-resource.ts";
import { transactGetItems } from "./transact-get-items.ts";
import { transactWriteItems } from "./transact-write-items.ts";
import { untagResource } from "./untag-resource.ts";
import { updateContinuousBackups } from "./update-continuous-backups.ts";
import { updateItem } from "./update-item.ts";
import { updateTable } from "./update-table.ts";
import { updateTimeToLive } from "./update-time-to-live.ts";

/** DynamoDB: tables with indexes, items with expressions, transactions, expiry. */
export const createDynamoDbService: CreateService = (cloud) => {
  createTables(cloud.db);
  const expiry = createExpiry(cloud);
  return {
    name: "dynamodb",
    operations: checkChoices({
      BatchGetItem: batchGetItem,
      BatchWriteItem: batchWriteItem(expiry),
      CreateTable: createTable,
      DeleteItem: deleteItem,
      DeleteTable: deleteTable,
      DescribeContinuousBackups: describeContinuousBackups,
      DescribeTable: describeTable,
      DescribeTimeToLive: describeTimeToLive,
      GetItem: getItem,
      ListTables: listTables,
      ListTagsOfResource: listTagsOfResource,
      PutItem: putItem(expiry),
      Query: query,
      Scan: scan,
      TagResource: tagResource,
      TransactGetItems: transactGetItems,
      TransactWriteItems: transactWriteItems(expiry),
      UntagResource: untagResource,
      UpdateContinuousBackups: updateContinuousBackups,
      UpdateItem: updateItem(expiry),
      UpdateTable: updateTable,
      UpdateTimeToLive: updateTimeToLive(expiry),
    }),
    resume: expiry.reschedule,
  };
};
