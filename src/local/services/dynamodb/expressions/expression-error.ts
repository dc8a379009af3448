import type { AwsError } from "../../../aws-error.ts";
import { validationError } from "../validation-error.ts";
import type { ExpressionKind } from "./ast.ts";

/** An expression that DynamoDB would refuse, in its words. */
export const expressionError = (kind: ExpressionKind, problem: string): AwsError =>
  validationError(`Invalid ${kind}: ${problem}`);
