import type { IncomingMessage, ServerResponse } from "node:http";
import { AwsError } from "../aws-error.ts";
import { stoppingError } from "../stopping.ts";
import type { RequestHandler } from "../server/listen.ts";
import type { Cloud } from "../service.ts";
import type { ApiError } from "./read-api.ts";
import { readExecution } from "../executions/read-execution.ts";
import { readExecutions } from "./read-executions.ts";
import { requiredParameter } from "./required-parameter.ts";
import { readBuckets, readObjects } from "./read-objects.ts";
import { readEvent, readEvents } from "./read-events.ts";
import { readSchedules } from "./read-schedules.ts";
import { readTriggers } from "./read-triggers.ts";
import { serveAsset } from "./serve-asset.ts";
import { streamChanges } from "./stream-changes.ts";
import { sendObject, storeObject } from "./transfer-object.ts";

const base = "/_millrace";
const api = `${base}/api/`;

/** What a route of the API is given. */
export interface ApiRequest {
  readonly cloud: Cloud;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

type Route = (request: ApiRequest) => Promise<object | void>;

// A route that returns an object answers with it as JSON; one that returns nothing has answered itself.
const routes: Readonly<Record<string, Route>> = {
  "GET executions": readExecutions,
  "GET execution": ({ cloud, query }) => readExecution(cloud, requiredParameter(query, "arn")),
  "GET buckets": readBuckets,
  "GET objects": readObjects,
  "GET triggers": readTriggers,
  "GET events": readEvents,
  "GET event": readEvent,
  "GET schedules": readSchedules,
  "GET object": sendObject,
  "PUT object": storeObject,
  "GET changes": streamChanges,
};

/** Makes the handler of everything under `/_millrace/`: the API that the console reads, and the console's own files. */
export function createConsoleHandler(cloud: Cloud, assetsFolder: string): RequestHandler {
  return (request, response) => {
    const url = new URL(request.url ?? "/", cloud.endpoint);
    if (!url.pathname.startsWith(api)) {
      serveAsset({ assetsFolder, path: url.pathname.slice(base.length), response });
      return;
    }
    const route = routes[`${request.method ?? ""} ${url.pathname.slice(api.length)}`];
    if (route === undefined) {
      answer(response, 404, { error: `The console's API has no ${request.method ?? ""} ${url.pathname}` });
      return;
    }
    route({ cloud, query: url.searchParams, request, response }).then(
      (result) => result !== undefined && answer(response, 200, result),
      (error: unknown) => answerError(cloud, response, error),
    );
  };
}

function answerError(cloud: Cloud, response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
  } else if (error instanceof AwsError || !cloud.db.isOpen) {
    const { status, message } = error instanceof AwsError ? error : stoppingError();
    answer(response, status, { error: message } satisfies ApiError);
  } else {
    cloud.log(`console: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    answer(response, 500, { error: "The local cloud failed; its log says why" } satisfies ApiError);
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(JSON.stringify(body));
}
