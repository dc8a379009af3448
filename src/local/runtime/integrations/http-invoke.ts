import type { Json, JsonObject } from "#asl";
import { errorNames } from "#asl";
import { TaskFailure } from "#interpreter";
import { authorize } from "../../iam/authorize.ts";
import { type Connection, findConnection } from "../../services/events/connection-store.ts";
import { exchangeTaskHttp } from "./http/exchange-task-http.ts";
import { buildHttpRequest } from "./http/build-http-request.ts";
import { describeExchange } from "./http/http-exchange.ts";
import { forbiddenHeaders } from "./http/forbidden-headers.ts";
import { readHttpResponse } from "./http/read-http-response.ts";
import type { Integration, TaskCall } from "./integration.ts";
import { readArguments } from "./task-arguments.ts";
import { isJsonObject } from "./is-json-object.ts";

const required = ["ApiEndpoint", "Method"];
const parameters = [
  ...required,
  "Authentication",
  "InvocationConfig",
  "Headers",
  "QueryParameters",
  "RequestBody",
  "Transform",
];

/** `arn:aws:states:::http:invoke`: calls an HTTP API with the credentials of an EventBridge connection. */
export const httpInvoke: Integration = {
  parameters,
  required,
  problems: ({ Headers: headers }) => {
    // In JSONPath, a key that ends in `.$` gives the member without the ending.
    const names = Object.keys(isJsonObject(headers) ? headers : {}).map((name) => name.replace(/\.\$$/u, ""));
    const refused = forbiddenHeaders(names);
    return refused.length === 0 ? [] : [`The 'Headers' field contains unsupported values: [${refused.join(", ")}]`];
  },
  async perform(call) {
    const given = readArguments(call.task.arguments, parameters, required);
    const connection = connectionOf(call, given);
    const request = buildHttpRequest(given, connection, call.cloud.region);
    checkEndpoint(call, request.endpoint, request.method);
    checkConnection(call, connection);
    const response = await exchangeTaskHttp(request, call.cloud.clock);
    if (call.trace !== undefined) {
      const { revealsSecrets, tell } = call.trace;
      // API reference, TestState: what a connection adds is secret.
      const shown = { ...connection, parameters: {} };
      tell(describeExchange(revealsSecrets ? request : buildHttpRequest(given, shown, call.cloud.region), response));
    }
    return readHttpResponse(response);
  },
};

function connectionOf({ cloud }: TaskCall, { Authentication, InvocationConfig }: JsonObject): Connection {
  const { ConnectionArn: arn } = (InvocationConfig ?? Authentication ?? {}) as { readonly ConnectionArn?: Json };
  if (typeof arn !== "string" || (InvocationConfig !== undefined && Authentication !== undefined)) {
    const cause = "One of the fields 'Authentication' and 'InvocationConfig' must have a 'ConnectionArn'";
    throw new TaskFailure(errorNames.runtime, cause);
  }
  const connection = findConnection(cloud, { arn });
  if (connection !== undefined) return connection;
  throw new TaskFailure("Events.ConnectionResource.ResourceNotFound", `Connection '${arn}' does not exist.`);
}

/** AWS checks the right on the state machine; a policy says which endpoints by a condition. */
function checkEndpoint({ cloud, principal, execution }: TaskCall, endpoint: string, method: string): void {
  const conditions = { "states:HTTPEndpoint": endpoint, "states:HTTPMethod": method };
  const needed = { action: "states:InvokeHTTPEndpoint", resource: execution.machineArn, conditions };
  if (authorize(cloud, principal, [needed]) === undefined) return;
  const cause =
    `AWS Step Functions is not authorized to perform states:InvokeHTTPEndpoint on API Endpoint ${endpoint}. ` +
    "Ensure that the StateMachine role contains the states:InvokeHTTPEndpoint permission for the given API Endpoint";
  throw new TaskFailure("States.Http.AccessDenied", cause);
}

function checkConnection({ cloud, principal }: TaskCall, { arn, secretArn, state, name }: Connection): void {
  const denial = authorize(cloud, principal, [
    { action: "events:RetrieveConnectionCredentials", resource: arn },
    { action: "secretsmanager:DescribeSecret", resource: secretArn },
    { action: "secretsmanager:GetSecretValue", resource: secretArn },
  ]);
  if (denial !== undefined) throw new TaskFailure("Events.ConnectionResource.AccessDenied", denial.message);
  if (state === "AUTHORIZED") return;
  throw new TaskFailure(
    "Events.ConnectionResource.InvalidConnectionState",
    `Connection '${name}' is in the state ${state}.`,
  );
}
