import { createFunctionRunner, runnerLimits } from "../../function-runner/index.ts";
import type { CreateService } from "../../service.ts";
import { addPermission } from "./add-permission.ts";
import { createAsyncInvocations } from "./async-invocations.ts";
import { createEventSourceMapping } from "./create-event-source-mapping.ts";
import { createEventSources } from "./event-sources/create-event-sources.ts";
import { deleteEventSourceMapping } from "./delete-event-source-mapping.ts";
import { getEventSourceMapping } from "./get-event-source-mapping.ts";
import { listEventSourceMappings } from "./list-event-source-mappings.ts";
import { updateEventSourceMapping } from "./update-event-source-mapping.ts";
import { createAlias } from "./create-alias.ts";
import { createFunction } from "./create-function.ts";
import { createFunctionHost } from "./function-host.ts";
import { createRunnerHost } from "./create-runner-host.ts";
import { createTables } from "./create-tables.ts";
import { deleteAlias } from "./delete-alias.ts";
import { deleteFunction } from "./delete-function.ts";
import { deleteFunctionConcurrency } from "./delete-function-concurrency.ts";
import { deleteFunctionEventInvokeConfig } from "./delete-function-event-invoke-config.ts";
import { deleteLayerVersion } from "./delete-layer-version.ts";
import { getAlias } from "./get-alias.ts";
import { getFunction } from "./get-function.ts";
import { getFunctionConcurrency } from "./get-function-concurrency.ts";
import { getFunctionConfiguration } from "./get-function-configuration.ts";
import { getFunctionEventInvokeConfig } from "./get-function-event-invoke-config.ts";
import { getLayerVersion } from "./get-layer-version.ts";
import { getPolicy } from "./get-policy.ts";
import { createInvocationMetrics } from "./invocation-metrics.ts";
import { invoke } from "./invoke.ts";
import { listAliases } from "./list-aliases.ts";
import { listFunctions } from "./list-functions.ts";
import { listLayerVersions } from "./list-layer-versions.ts";
import { listTags } from "./list-tags.ts";
import { listVersionsByFunction } from "./list-versions-by-function.ts";
import { publishLayerVersion } from "./publish-layer-version.ts";
import { publishVersion } from "./publish-version.ts";
import { putFunctionConcurrency } from "./put-function-concurrency.ts";
import { putFunctionEventInvokeConfig } from "./put-function-event-invoke-config.ts";
import { removePermission } from "./remove-permission.ts";
import { tagResource } from "./tag-resource.ts";
import { untagResource } from "./untag-resource.ts";
import { updateAlias } from "./update-alias.ts";
import { updateFunctionCode } from "./update-function-code.ts";
import { updateFunctionConfiguration } from "./update-function-configuration.ts";

export { listColdStarts } from "./cold-starts.ts";
export type { ColdStartSummary } from "./cold-starts.ts";

/** Lambda: functions with versions, aliases and layers, run from the bundles that were deployed. */
export const createLambdaService: CreateService = (cloud) => {
  createTables(cloud.db);
  const runner = createFunctionRunner(createRunnerHost(cloud), runnerLimits(cloud.functionsAtOnce));
  const metrics = createInvocationMetrics(cloud);
  const functions = createFunctionHost(cloud, runner, metrics);
  const sources = createEventSources(cloud, functions);
  const queue = createAsyncInvocations(cloud, functions);
  return {
    name: "lambda",
    operations: {
      AddPermission: addPermission,
      CreateAlias: createAlias,
      CreateEventSourceMapping: createEventSourceMapping(sources),
      CreateFunction: createFunction,
      DeleteAlias: deleteAlias,
      DeleteEventSourceMapping: deleteEventSourceMapping(sources),
      DeleteFunction: deleteFunction(functions),
      DeleteFunctionConcurrency: deleteFunctionConcurrency,
      DeleteFunctionEventInvokeConfig: deleteFunctionEventInvokeConfig,
      DeleteLayerVersion: deleteLayerVersion,
      GetAlias: getAlias,
      GetEventSourceMapping: getEventSourceMapping,
      GetFunction: getFunction,
      GetFunctionConcurrency: getFunctionConcurrency,
      GetFunctionConfiguration: getFunctionConfiguration,
      GetFunctionEventInvokeConfig: getFunctionEventInvokeConfig,
      GetLayerVersion: getLayerVersion,
      GetPolicy: getPolicy,
      Invoke: invoke(functions, queue),
      ListAliases: listAliases,
      ListEventSourceMappings: listEventSourceMappings,
      ListFunctions: listFunctions,
      ListLayerVersions: listLayerVersions,
      ListTags: listTags,
      ListVersionsByFunction: listVersionsByFunction,
      PublishLayerVersion: publishLayerVersion,
      PublishVersion: publishVersion,
      PutFunctionConcurrency: putFunctionConcurrency,
      PutFunctionEventInvokeConfig: putFunctionEventInvokeConfig,
      RemovePermission: removePermission,
      TagResource: tagResource,
      UntagResource: untagResource,
      UpdateAlias: updateAlias,
      UpdateEventSourceMapping: updateEventSourceMapping(sources),
      UpdateFunctionCode: updateFunctionCode(functions),
      UpdateFunctionConfiguration: updateFunctionConfiguration(functions),
    },
    resume() {
      queue.resume();
      sources.resume();
    },
    async close() {
      queue.close();
      sources.close();
      await runner.close();
      metrics.flush();
    },
  };
};
