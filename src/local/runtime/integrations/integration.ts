import type { Json, JsonObject } from "#asl";
import type { ScheduleTask } from "#interpreter";
import type { ServiceModel } from "../../protocol/service-models.ts";
import type { Cloud, Principal, ServiceName } from "../../service.ts";
import type { ExecutionRow } from "../execution-row.ts";
import type { HttpExchange } from "./http/http-exchange.ts";

/** One attempt of a Task state. */
export interface TaskCall {
  readonly cloud: Cloud;
  readonly loadModel: (service: ServiceName) => Promise<ServiceModel>;
  readonly execution: ExecutionRow;
  readonly task: ScheduleTask;
  /** The state machine's role: what it may not call, the task may not. */
  readonly principal: Principal;
  /** Set where the state is tested by itself: who is told what an HTTP Task sent and got. */
  readonly trace?: { readonly revealsSecrets: boolean; readonly tell: (exchange: HttpExchange) => void };
}

/** What a Task state's Resource stands for. */
export interface Integration {
  /** Members of Arguments that are accepted; undefined where the Arguments are the input itself. */
  readonly parameters?: readonly string[];
  readonly required?: readonly string[];
  /** What else AWS refuses of Arguments that are written out, in its words. */
  readonly problems?: (given: JsonObject) => readonly string[];
  /** Gives the state's result, or where the task goes on, what the service answered; throws `TaskFailure`. */
  readonly perform: (call: TaskCall) => Promise<Json>;
  /** Of a task that goes on after the call: what ends it beside an answer by its token. */
  readonly goesOn?: { readonly follow?: Follow };
}

/** Waits for the end of what a call has begun, and gives the state's result; throws `TaskFailure`. Aborted, it stops that. */
export type Follow = (call: TaskCall, submitted: Json, signal: AbortSignal) => Promise<Json>;
