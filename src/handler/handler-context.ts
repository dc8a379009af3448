import type { Logger } from "@aws-lambda-powertools/logger";
import { type AccessMap, accessVariable, type Contract } from "#authoring";
import type { Execution } from "./execution.ts";
import { TaskFailure } from "./task-failure.ts";

/** What a handler gets beside its input: an entry per `access` of the contract, and these. */
export type HandlerContext<Errors extends string = string, Access extends AccessMap = AccessMap> = {
  readonly [Key in keyof Access]: AccessedBucket;
} & {
  /** Writes structured lines that name the task function, the request, the execution and its state. */
  readonly logger: Logger;
  /** The execution that called, or undefined if the function was invoked in another way. */
  readonly execution: Execution | undefined;
  /**
   * Throws an error that the contract declares.
   *
   * @example
   * if (text === undefined) return fail("UnreadableFile", `${key} is not UTF-8`);
   */
  readonly fail: (name: Errors, message: string, options?: ErrorOptions) => never;
};

/** A bucket that the contract's `access` names. */
export interface AccessedBucket {
  /** The physical name, as S3 knows it. */
  readonly bucketName: string;
}

interface ContextParts {
  readonly logger: Logger;
  readonly execution: Execution | undefined;
}

/** Makes the context of one invocation. */
export function handlerContext<Errors extends string, Access extends AccessMap>(
  contract: Pick<Contract, "name" | "access">,
  { logger, execution }: ContextParts,
): HandlerContext<Errors, Access> {
  const buckets = Object.keys(contract.access).map((key) => [key, accessedBucket(contract.name, key)]);
  return { ...Object.fromEntries(buckets), logger, execution, fail } as HandlerContext<Errors, Access>;
}

function fail(name: string, message: string, options?: ErrorOptions): never {
  throw new TaskFailure(name, message, options);
}

/** Looks the name up when it is asked for: a test need not set variables that its path does not use. */
function accessedBucket(task: string, key: string): AccessedBucket {
  return {
    get bucketName() {
      const variable = accessVariable(key);
      const bucketName = process.env[variable];
      if (bucketName !== undefined && bucketName !== "") return bucketName;
      const error = new Error(
        `task function "${task}" uses "${key}", but the environment variable ${variable} is not set. ` +
          "The stack sets it when it is deployed: deploy again if the contract's access has changed. " +
          `To run the handler by hand, set ${variable} to the bucket's name.`,
      );
      error.name = "Millrace.MissingAccess";
      throw error;
    },
  };
}
