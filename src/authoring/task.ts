import type * as z from "zod";
import type { BucketAccess } from "./bucket.ts";
import { type CallOptions, checkCallOptions } from "./call-options.ts";
import type { JsonSchema } from "./json.ts";
import { kind } from "./kind.ts";
import { checkName, checkOptions } from "./names.ts";
import { runtime } from "./runtime.ts";

/** What a workflow, a handler and a stack share about a task function. */
export interface Contract<
  In extends z.core.$ZodType = z.core.$ZodType,
  Out extends z.core.$ZodType = z.core.$ZodType,
  Errors extends string = string,
  Access extends AccessMap = AccessMap,
> {
  /** Kebab-case, and the name of the folder under `functions/`. */
  readonly name: string;
  readonly input: In;
  readonly output: Out;
  /** Names of the errors that a workflow may catch; any other is a failure of the execution. @default [] none */
  readonly errors: readonly Errors[];
  /** Rights of the function; the handler's context has an entry of the same name. @default {} none */
  readonly access: Access;
  /** Memory of the Lambda function in MB, 128–10240. @default 256 */
  readonly memoryMb: number;
  /** Timeout of the Lambda function in seconds, 1–900. @default 30 */
  readonly timeoutSeconds: number;
  /** Room for files in /tmp of the Lambda function in MB, 512–10240. @default 512 */
  readonly ephemeralStorageMb: number;
}

export type AccessMap = Readonly<Record<string, BucketAccess>>;

/** A task function as a workflow calls it. */
export interface Task<
  In extends z.core.$ZodType = z.core.$ZodType,
  Out extends z.core.$ZodType = z.core.$ZodType,
  Errors extends string = string,
  Access extends AccessMap = AccessMap,
> {
  (input: z.input<In>): Promise<z.output<Out>>;
  readonly [kind]: "task";
  readonly contract: Contract<In, Out, Errors, Access>;
  /** How calls of this one differ from what the contract says; set by `with`. */
  readonly callOptions: CallOptions;
  /**
   * The same task function, called differently.
   *
   * @example
   * const { chargeId } = await chargeCard.with({ retry: "none", timeoutSeconds: 10 })({ orderId, amount });
   */
  readonly with: (options: CallOptions<Errors>) => Task<In, Out, Errors, Access>;
}

export interface TaskOptions<
  In extends z.core.$ZodType,
  Out extends z.core.$ZodType,
  Errors extends string,
  Access extends AccessMap,
> {
  readonly name: string;
  readonly input: In & JsonSchema<In>;
  readonly output: Out & JsonSchema<Out>;
  readonly errors?: readonly Errors[];
  readonly access?: Access;
  readonly memoryMb?: number;
  readonly timeoutSeconds?: number;
  readonly ephemeralStorageMb?: number;
}

/**
 * Declares a task function: a Lambda function with checked input and output.
 *
 * @example
 * export const chargeCard = defineTask({
 *   name: "charge-card",
 *   input: z.object({ orderId: z.string(), amount: z.number() }),
 *   output: z.object({ chargeId: z.string() }),
 *   errors: ["CardDeclined"],
 * });
 */
export function defineTask<
  In extends z.core.$ZodType,
  Out extends z.core.$ZodType,
  const Errors extends string = never,
  const Access extends AccessMap = Record<never, never>,
>(options: TaskOptions<In, Out, Errors, Access>): Task<In, Out, Errors, Access> {
  checkTask(options);
  const contract: Contract<In, Out, Errors, Access> = {
    name: options.name,
    input: options.input,
    output: options.output,
    errors: options.errors ?? [],
    access: options.access ?? ({} as Access),
    memoryMb: options.memoryMb ?? 256,
    timeoutSeconds: options.timeoutSeconds ?? 30,
    ephemeralStorageMb: options.ephemeralStorageMb ?? 512,
  };
  return callable(contract, {});
}

function callable<
  In extends z.core.$ZodType,
  Out extends z.core.$ZodType,
  Errors extends string,
  Access extends AccessMap,
>(contract: Contract<In, Out, Errors, Access>, callOptions: CallOptions): Task<In, Out, Errors, Access> {
  const call = (input: z.input<In>): Promise<z.output<Out>> =>
    runtime().callTask(contract, input, callOptions) as Promise<z.output<Out>>;
  return Object.assign(call, {
    [kind]: "task",
    contract,
    callOptions,
    with(options: CallOptions): Task<In, Out, Errors, Access> {
      checkCallOptions(`task function "${contract.name}"`, options);
      return callable(contract, { ...callOptions, ...options });
    },
  } as const);
}

/** Members of the handler's context that are not access entries. */
const reservedAccessKeys: readonly string[] = ["logger", "execution", "fail"];

function checkTask(options: {
  readonly name: string;
  readonly memoryMb?: number;
  readonly timeoutSeconds?: number;
  readonly ephemeralStorageMb?: number;
  readonly errors?: readonly string[];
  readonly access?: AccessMap;
}): void {
  checkName("a task function's", options.name);
  checkOptions(`task function "${options.name}"`, options, [
    "name",
    "input",
    "output",
    "errors",
    "access",
    "memoryMb",
    "timeoutSeconds",
    "ephemeralStorageMb",
  ]);
  checkRange(options.name, "memoryMb", options.memoryMb, 128, 10_240);
  checkRange(options.name, "timeoutSeconds", options.timeoutSeconds, 1, 900);
  checkRange(options.name, "ephemeralStorageMb", options.ephemeralStorageMb, 512, 10_240);
  for (const error of options.errors ?? []) {
    // ASL reserves the prefix "States.", and Lambda's own errors begin with "Lambda.".
    if (!/^[A-Za-z_]\w*$/.test(error)) {
      throw new TypeError(
        `task function "${options.name}": an error's name must be an identifier, got ${JSON.stringify(error)}`,
      );
    }
  }
  for (const key of Object.keys(options.access ?? {})) {
    // The key becomes part of an environment variable's name.
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(key) || reservedAccessKeys.includes(key)) {
      throw new TypeError(
        `task function "${options.name}": an access entry's name must be an identifier other than ${reservedAccessKeys.join(", ")}, got ${JSON.stringify(key)}`,
      );
    }
  }
}

function checkRange(task: string, option: string, value: number | undefined, minimum: number, maximum: number): void {
  if (value !== undefined && !(Number.isInteger(value) && value >= minimum && value <= maximum)) {
    throw new TypeError(
      `task function "${task}": ${option} must be an integer from ${minimum} to ${maximum}, got ${value}`,
    );
  }
}
