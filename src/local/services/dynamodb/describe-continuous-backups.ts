import type {
  ContinuousBackupsDescription,
  DescribeContinuousBackupsInput,
  DescribeContinuousBackupsOutput,
} from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { authorizeTable } from "./tables/authorize-table.ts";
import type { Cloud } from "../../service.ts";
import { tableNameOf, type Table } from "./tables/table.ts";
import { findTable } from "./tables/table-store.ts";

export const describeContinuousBackups: Operation<DescribeContinuousBackupsInput, DescribeContinuousBackupsOutput> = {
  members: ["TableName"],
  authorize: authorizeTable("DescribeContinuousBackups"),
  handle: (input, { cloud }) => ({ ContinuousBackupsDescription: backupsOf(tableOfBackups(cloud, input.TableName)) }),
};

/** The table of a request about backups, which have an error of their own. */
export function tableOfBackups(cloud: Cloud, given: string | undefined): Table {
  const table = findTable(cloud, tableNameOf(given));
  if (table !== undefined) return table;
  throw new AwsError("TableNotFoundException", `Table not found: ${tableNameOf(given)}`);
}

export function backupsOf({ hasBackups }: Table): ContinuousBackupsDescription {
  return {
    ContinuousBackupsStatus: "ENABLED",
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: hasBackups ? "ENABLED" : "DISABLED" },
  };
}
