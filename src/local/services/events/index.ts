import type { CreateService } from "../../service.ts";
import { createApiDestinationTable } from "./api-destination-store.ts";
import { createApiDestination } from "./create-api-destination.ts";
import { deleteApiDestination } from "./delete-api-destination.ts";
import { describeApiDestination } from "./describe-api-destination.ts";
import { listApiDestinations } from "./list-api-destinations.ts";
import { updateApiDestination } from "./update-api-destination.ts";
import { createConnection } from "./create-connection.ts";
import { deauthorizeConnection } from "./deauthorize-connection.ts";
import { deleteConnection } from "./delete-connection.ts";
import { describeConnection } from "./describe-connection.ts";
import { listConnections } from "./list-connections.ts";
import { updateConnection } from "./update-connection.ts";
import { createConnectionTable } from "./connection-store.ts";
import { createArchiveTables } from "./archive-store.ts";
import { cancelReplay } from "./cancel-replay.ts";
import { createArchive } from "./create-archive.ts";
import { createArchiver } from "./create-archiver.ts";
import { deleteArchive } from "./delete-archive.ts";
import { describeArchive } from "./describe-archive.ts";
import { describeReplay } from "./describe-replay.ts";
import { listArchives } from "./list-archives.ts";
import { listReplays } from "./list-replays.ts";
import { startReplay } from "./start-replay.ts";
import { updateArchive } from "./update-archive.ts";
import { createDispatcher } from "./create-dispatcher.ts";
import { createEventBus } from "./create-event-bus.ts";
import { createTables } from "./create-tables.ts";
import { deleteEventBus } from "./delete-event-bus.ts";
import { deleteRule } from "./delete-rule.ts";
import { describeEventBus } from "./describe-event-bus.ts";
import { describeRule } from "./describe-rule.ts";
import { disableRule } from "./disable-rule.ts";
import { enableRule } from "./enable-rule.ts";
import { listEventBuses } from "./list-event-buses.ts";
import { listRuleNamesByTarget } from "./list-rule-names-by-target.ts";
import { listRules } from "./list-rules.ts";
import { listTagsForResource } from "./list-tags-for-resource.ts";
import { listTargetsByRule } from "./list-targets-by-rule.ts";
import { putEvents } from "./put-events.ts";
import { putRule } from "./put-rule.ts";
import { routeServiceEvents } from "./put-service-events.ts";
import { putTargets } from "./put-targets.ts";
import { removeTargets } from "./remove-targets.ts";
import { createRuleCache } from "./rule-cache.ts";
import { tagResource } from "./tag-resource.ts";
import { testEventPattern } from "./test-event-pattern.ts";
import { untagResource } from "./untag-resource.ts";
import { updateEventBus } from "./update-event-bus.ts";

export type { EventEnvelope } from "./event-envelope.ts";
export { listRecentEvents } from "./list-recent-events.ts";
export type { OpenDelivery, RecentEvent } from "./list-recent-events.ts";
export { putServiceEvents } from "./put-service-events.ts";

/** EventBridge: buses, rules, targets, archives, connections and API destinations, with delivery that survives the process. */
export const createEventsService: CreateService = (cloud) => {
  createTables(cloud);
  createConnectionTable(cloud);
  createApiDestinationTable(cloud);
  createArchiveTables(cloud);
  const rules = createRuleCache(cloud);
  const archiver = createArchiver(cloud);
  const dispatcher = createDispatcher(cloud, rules, archiver);
  routeServiceEvents(cloud, dispatcher.accept);
  return {
    name: "events",
    operations: {
      CancelReplay: cancelReplay,
      CreateArchive: createArchive(archiver),
      DeleteArchive: deleteArchive(archiver),
      DescribeArchive: describeArchive,
      DescribeReplay: describeReplay,
      ListArchives: listArchives,
      ListReplays: listReplays,
      StartReplay: startReplay(dispatcher.wake),
      UpdateArchive: updateArchive(archiver),
      CreateApiDestination: createApiDestination,
      DeleteApiDestination: deleteApiDestination,
      DescribeApiDestination: describeApiDestination,
      ListApiDestinations: listApiDestinations,
      UpdateApiDestination: updateApiDestination,
      CreateConnection: createConnection,
      DeauthorizeConnection: deauthorizeConnection,
      DeleteConnection: deleteConnection,
      DescribeConnection: describeConnection,
      ListConnections: listConnections,
      UpdateConnection: updateConnection,
      CreateEventBus: createEventBus,
      DeleteEventBus: deleteEventBus,
      DeleteRule: deleteRule(rules),
      DescribeEventBus: describeEventBus,
      DescribeRule: describeRule,
      DisableRule: disableRule(rules),
      EnableRule: enableRule(rules, dispatcher.wake),
      ListEventBuses: listEventBuses,
      ListRuleNamesByTarget: listRuleNamesByTarget,
      ListRules: listRules,
      ListTagsForResource: listTagsForResource,
      ListTargetsByRule: listTargetsByRule,
      PutEvents: putEvents(dispatcher),
      PutRule: putRule(rules, dispatcher.wake),
      PutTargets: putTargets(rules),
      RemoveTargets: removeTargets(rules),
      TagResource: tagResource,
      TestEventPattern: testEventPattern,
      UntagResource: untagResource,
      UpdateEventBus: updateEventBus,
    },
    resume: dispatcher.wake,
    close: dispatcher.close,
  };
};
