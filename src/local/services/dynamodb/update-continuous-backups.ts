import type { UpdateContinuousBackupsInput, UpdateContinuousBackupsOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../service.ts";
import { backupsOf, tableOfBackups } from "./describe-continuous-backups.ts";
import { authorizeTable } from "./tables/authorize-table.ts";
import { updateTableRow } from "./tables/table-store.ts";

export const updateContinuousBackups: Operation<UpdateContinuousBackupsInput, UpdateContinuousBackupsOutput> = {
  members: ["TableName", "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"],
  authorize: authorizeTable("UpdateContinuousBackups"),
  handle({ TableName, PointInTimeRecoverySpecification: given }, { cloud }) {
    const table = { ...tableOfBackups(cloud, TableName), hasBackups: given?.PointInTimeRecoveryEnabled ?? false };
    updateTableRow(cloud, table);
    if (table.hasBackups)
      cloud.log(`dynamodb: point-in-time recovery of ${table.name} is noted; nothing is backed up here`);
    return { ContinuousBackupsDescription: backupsOf(table) };
  },
};
