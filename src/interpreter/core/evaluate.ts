import { errorNames, expressionSource } from "#asl";
import type { Json } from "#asl";
import { toJson } from "../expressions/to-json.ts";
import { executionFunctions } from "../expressions/execution-functions.ts";
import type { Expression } from "../expressions/expression.ts";
import type { ExpressionScope } from "../expressions/expression-scope.ts";
import { isList } from "../is-list.ts";
import { typeName } from "../type-name.ts";
import { currentOf, threadOf } from "./run.ts";
import type { Run } from "./run.ts";
import { StateFailure } from "./state-failure.ts";
import { replyTo } from "./redo-work.ts";
import type { EvaluationReply } from "./evaluation.ts";
import { contextObject } from "./context-object.ts";

/** What a field may read beside its variables: `$states` is `{ input, context }` and these. */
export interface StatesFields {
  readonly result?: Json;
  readonly errorOutput?: Json;
  /** A Map's ItemSelector is evaluated outside of the iteration whose item it shapes. */
  readonly item?: { readonly index: number; readonly value: Json };
}

export type Bindings = ExpressionScope;

/** Binds `$states`, the variables in scope and AWS's own functions for the fields of the thread's current state. */
export function bindingsOf(run: Run, threadId: string, fields: StatesFields = {}): Bindings {
  return new FieldScope(run, threadId, fields);
}

/** A class, because one is made for each state: what most expressions do not read is made when it is read. */
class FieldScope implements ExpressionScope {
  readonly fields: { readonly input: Json; result?: Json; errorOutput?: Json };
  readonly variables: Readonly<Record<string, Json>>;
  readonly #run: Run;
  readonly #threadId: string;
  readonly #item: StatesFields["item"];
  #states: object | undefined;

  constructor(run: Run, threadId: string, { result, errorOutput, item }: StatesFields) {
    this.fields = { input: currentOf(run, threadId).input };
    if (result !== undefined) this.fields.result = result;
    if (errorOutput !== undefined) this.fields.errorOutput = errorOutput;
    this.variables = variablesInScope(run, threadId);
    this.#run = run;
    this.#threadId = threadId;
    this.#item = item;
  }

  get states(): object {
    if (this.#states === undefined) {
      const { input, ...rest } = this.fields;
      this.#states = { input, context: contextObject(this.#run, this.#threadId, this.#item), ...rest };
    }
    return this.#states;
  }

  get functions(): ExpressionScope["functions"] {
    this.#run.functions ??= executionFunctions(this.#run);
    return this.#run.functions;
  }
}

/** A thread sees its own variables and those of the threads around it. */
function variablesInScope(run: Run, threadId: string): Readonly<Record<string, Json>> {
  const thread = threadOf(run, threadId);
  if (thread.parentId === undefined) return thread.variables;
  const outer = variablesInScope(run, thread.parentId);
  return Object.keys(thread.variables).length === 0 ? outer : { ...outer, ...thread.variables };
}

/** Evaluates a field: every string `{% … %}` in it, however deep. */
export function evaluateField(run: Run, threadId: string, template: Json, field: string, bindings: Bindings): Json {
  return fillNow(run, template, bindings) ?? evaluateParts(run, threadId, template, field, bindings);
}

/** The template filled in, unless something fails: then, one expression after the other, the reference says what. */
function fillNow(run: Run, template: Json, bindings: Bindings): Json | undefined {
  const fill = run.machine.templates(template);
  if (fill === undefined) return undefined;
  const { random } = run.execution;
  try {
    return fill(bindings);
  } catch {
    run.execution.random = random;
    return undefined;
  }
}

function evaluateParts(run: Run, threadId: string, template: Json, field: string, bindings: Bindings): Json {
  if (typeof template === "string") {
    const source = expressionSource(template);
    return source === undefined ? template : evaluateExpression(run, threadId, source, field, bindings);
  }
  if (template === null || typeof template !== "object") return template;
  if (isList(template)) {
    const values: Json[] = [];
    for (const [index, element] of template.entries()) {
      values.push(evaluateParts(run, threadId, element, `${field}[${index}]`, bindings));
    }
    return values;
  }
  const values: Record<string, Json> = {};
  for (const [key, value] of Object.entries(template)) {
    values[key] = evaluateParts(run, threadId, value, `${field}/${key}`, bindings);
  }
  return values;
}

function evaluateExpression(run: Run, threadId: string, source: string, field: string, bindings: Bindings): Json {
  const expression = run.machine.expressions.get(source);
  if (expression === undefined) throw new Error(`expression not parsed: ${source}. This is a bug in the interpreter`);
  const about = `The JSONata expression '${source}' specified for the field '${field}'`;
  const reply = evaluateNow(run, expression, bindings) ?? replyTo(run, { expression, bindings });
  if (reply.kind === "error") {
    throw evaluationFailure(run, threadId, field, `${about} threw an error during evaluation. ${reply.message}`);
  }
  const value = toJson(reply.value);
  if (value === undefined) {
    throw evaluationFailure(run, threadId, field, `${about} returned nothing (undefined).`);
  }
  return value;
}

/** The value, if closures can tell it. Where they cannot, what they drew at random is drawn again. */
function evaluateNow(run: Run, expression: Expression, bindings: Bindings): EvaluationReply | undefined {
  if (expression.evaluateNow === undefined) return undefined;
  const { random } = run.execution;
  try {
    return { kind: "value", value: expression.evaluateNow(bindings) };
  } catch {
    run.execution.random = random;
    return undefined;
  }
}

/** Like `evaluateField`, for a field whose value must be of one type. */
export function evaluateTyped<Value extends Json>(
  run: Run,
  threadId: string,
  options: {
    readonly template: Json;
    readonly field: string;
    readonly bindings: Bindings;
    readonly expected: string;
    readonly isExpected: (value: Json) => value is Value;
  },
): Value {
  const { template, field, bindings } = options;
  const value = fillNow(run, template, bindings) ?? evaluateParts(run, threadId, template, field, bindings);
  return expectType(run, threadId, value, options);
}

/** A field's value, which must be of one type; where it is not, the template says of what the failure speaks. */
export function expectType<Value extends Json>(
  run: Run,
  threadId: string,
  value: Json,
  options: {
    readonly template?: Json;
    readonly field: string;
    readonly expected: string;
    readonly isExpected: (value: Json) => value is Value;
  },
): Value {
  const { template, field, expected, isExpected } = options;
  if (isExpected(value)) return value;
  const source = typeof template === "string" ? expressionSource(template) : undefined;
  const about = source === undefined ? "The value" : `The JSONata expression '${source}'`;
  const cause =
    `${about} specified for the field '${field}' returned an unexpected result type. ` +
    `Expected '${expected}', but was '${typeName(value)}' for value: ${JSON.stringify(value)}`;
  throw evaluationFailure(run, threadId, field, cause);
}

/** A States.QueryEvaluationError with the words that AWS puts before each. */
export function evaluationFailure(run: Run, threadId: string, location: string, words: string): StateFailure {
  return new StateFailure(errorNames.queryEvaluationError, causeInState(run, threadId, words), { location });
}

/** A cause with the words that AWS puts before it: where in the execution it was. TestState, which has no execution, has none. */
export function causeInState(run: Run, threadId: string, words: string): string {
  if (run.inspection !== undefined) return words;
  const { name, enteredEventId } = currentOf(run, threadId);
  return `An error occurred while executing the state '${name}' (entered at the event id #${enteredEventId}). ${words}`;
}

export function isString(value: Json): value is string {
  return typeof value === "string";
}

export function isBoolean(value: Json): value is boolean {
  return typeof value === "boolean";
}

export function isCount(value: Json): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

export function isPositive(value: Json): value is number {
  return isCount(value) && value > 0;
}
