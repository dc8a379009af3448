import type { FunctionEventInvokeConfig, PutFunctionEventInvokeConfigRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { checkDestination, defaultEventInvokeConfig, describeEventInvokeConfig } from "./event-invoke-config.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { latest, resolveVersion } from "./function-store.ts";

export const putFunctionEventInvokeConfig: Operation<PutFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig> = {
  members: [
    "FunctionName",
    "Qualifier",
    "MaximumRetryAttempts",
    "MaximumEventAgeInSeconds",
    "DestinationConfig.OnSuccess",
    "DestinationConfig.OnFailure",
  ],
  authorize: (input, { cloud }) => [
    {
      action: "lambda:PutFunctionEventInvokeConfig",
      resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name),
    },
  ],
  handle(input, { cloud }) {
    const reference = parseFunctionReference(input.FunctionName, input.Qualifier);
    resolveVersion(cloud, reference);
    const config = {
      maximumRetryAttempts: input.MaximumRetryAttempts ?? defaultEventInvokeConfig.maximumRetryAttempts,
      maximumEventAgeSeconds: input.MaximumEventAgeInSeconds ?? defaultEventInvokeConfig.maximumEventAgeSeconds,
      onSuccess: checkDestination(input.DestinationConfig?.OnSuccess?.Destination),
      onFailure: checkDestination(input.DestinationConfig?.OnFailure?.Destination),
    };
    const modifiedAt = cloud.clock.now();
    cloud.db
      .prepare("INSERT OR REPLACE INTO lambda_event_invoke_configs VALUES (?, ?, ?, ?)")
      .run(reference.name, reference.qualifier ?? latest, JSON.stringify(config), modifiedAt);
    return describeEventInvokeConfig(cloud, reference, { config, modifiedAt });
  },
};
