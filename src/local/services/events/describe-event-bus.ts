import type { DescribeEventBusRequest, DescribeEventBusResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { busArn, busNameOf, getBus } from "./bus-store.ts";

export const describeEventBus: Operation<DescribeEventBusRequest, DescribeEventBusResponse> = {
  members: ["Name"],
  authorize: (input, { cloud }) => [
    { action: "events:DescribeEventBus", resource: busArn(cloud, busNameOf(input.Name)) },
  ],
  handle(input, { cloud }) {
    const bus = getBus(cloud, input.Name);
    return {
      Name: bus.name,
      Arn: busArn(cloud, bus.name),
      ...(bus.description === null ? {} : { Description: bus.description }),
      CreationTime: new Date(bus.created_at),
      LastModifiedTime: new Date(bus.modified_at),
    };
  },
};
