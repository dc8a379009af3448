import type { ListEventBusesRequest, ListEventBusesResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { busArn } from "./bus-store.ts";
import type { BusRow } from "./bus-store.ts";
import { takePage } from "../take-page.ts";

export const listEventBuses: Operation<ListEventBusesRequest, ListEventBusesResponse> = {
  members: ["NamePrefix", "NextToken", "Limit"],
  authorize: () => [{ action: "events:ListEventBuses", resource: "*" }],
  handle(input, { cloud }) {
    const rows = cloud.db.prepare("SELECT * FROM events_buses ORDER BY name").all() as unknown as readonly BusRow[];
    const named = rows.filter(({ name }) => name.startsWith(input.NamePrefix ?? ""));
    const { page, nextToken } = takePage(named, input.NextToken, input.Limit);
    return {
      EventBuses: page.map((bus) => ({
        Name: bus.name,
        Arn: busArn(cloud, bus.name),
        ...(bus.description === null ? {} : { Description: bus.description }),
        CreationTime: new Date(bus.created_at),
        LastModifiedTime: new Date(bus.modified_at),
      })),
      ...nextToken,
    };
  },
};
