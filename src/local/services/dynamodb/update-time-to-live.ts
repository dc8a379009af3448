import type { UpdateTimeToLiveInput, UpdateTimeToLiveOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import type { Expiry } from "./items/expiry.ts";
import { refreshExpiry } from "./items/item-store.ts";
import { authorizeTable } from "./tables/authorize-table.ts";
import { requireTable, updateTableRow } from "./tables/table-store.ts";
import { validationError } from "./validation-error.ts";

export const updateTimeToLive = (expiry: Expiry): Operation<UpdateTimeToLiveInput, UpdateTimeToLiveOutput> => ({
  members: ["TableName", "TimeToLiveSpecification"],
  authorize: authorizeTable("UpdateTimeToLive"),
  handle({ TableName, TimeToLiveSpecification: given }, { cloud }) {
    const { Enabled, AttributeName: attribute = "" } = given ?? {};
    if (attribute === "" || attribute.length > 255) {
      throw validationError("TimeToLiveSpecification.AttributeName must have 1 to 255 characters");
    }
    const table = requireTable(cloud, TableName);
    if (Enabled && table.ttlAttribute === attribute) throw validationError("TimeToLive is already enabled");
    if (!Enabled && table.ttlAttribute === undefined) throw validationError("TimeToLive is already disabled");
    if (table.ttlAttribute !== undefined && table.ttlAttribute !== attribute) {
      throw validationError(
        `TimeToLive is active on a different AttributeName: current AttributeName is ${table.ttlAttribute}`,
      );
    }
    const changed = { ...table, ttlAttribute: Enabled ? attribute : undefined };
    inTransaction(cloud.db, () => {
      updateTableRow(cloud, changed);
      refreshExpiry(cloud, changed);
    });
    expiry.reschedule();
    return { TimeToLiveSpecification: { Enabled: Enabled ?? false, AttributeName: attribute } };
  },
});
