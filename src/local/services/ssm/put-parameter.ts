import { runInNewContext } from "node:vm";
import type { PutParameterRequest, PutParameterResult } from "@aws-sdk/client-ssm";
import { AwsError, notImplemented } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { findParameter, parameterArn, type ParameterRow, putRow } from "./parameters.ts";

const mostBytes = { Standard: 4096, Advanced: 8192 } as const;

export const putParameter: Operation<PutParameterRequest, PutParameterResult> = {
  members: ["Name", "Value", "Type", "Overwrite", "Description", "Tier", "AllowedPattern", "DataType", "Tags"],
  authorize: (input, { cloud }) => {
    const resource = parameterArn(cloud, input.Name);
    const actions = ["ssm:PutParameter", ...(input.Tags === undefined ? [] : ["ssm:AddTagsToResource"])];
    return actions.map((action) => ({ action, resource }));
  },
  handle(input, { cloud }) {
    const [name, value] = [input.Name ?? "", input.Value ?? ""];
    const existing = findParameter(cloud, name);
    checkOverwrite(input, existing);
    const type = input.Type ?? existing?.type;
    if (type === undefined) throw invalid("A parameter type is required when you create a parameter.");
    // A secret kept as plain text would be worse than none.
    if (type === "SecureString") throw notImplemented("Type SecureString of ssm PutParameter");
    if (input.DataType !== undefined && input.DataType !== "text") {
      throw notImplemented(`DataType ${input.DataType} of ssm PutParameter`);
    }
    const tier = tierOf(input, existing);
    const pattern = input.AllowedPattern ?? existing?.allowed_pattern ?? null;
    checkPattern(value, pattern);
    const version = (existing?.version ?? 0) + 1;
    const tags = Object.fromEntries((input.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
    putRow(cloud, {
      name,
      type,
      value,
      version,
      last_modified: cloud.clock.now(),
      description: input.Description ?? existing?.description ?? null,
      tier,
      allowed_pattern: pattern,
      tags: existing?.tags ?? JSON.stringify(tags),
    });
    return { Version: version, Tier: tier };
  },
};

const invalid = (message: string): AwsError => new AwsError("ValidationException", message);

function checkOverwrite({ Overwrite, Tags }: PutParameterRequest, existing: ParameterRow | undefined): void {
  if (Overwrite === true && Tags !== undefined) {
    throw invalid(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
    );
  }
  if (existing !== undefined && Overwrite !== true) {
    throw new AwsError(
      "ParameterAlreadyExists",
      "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
    );
  }
}

function tierOf({ Tier, Value = "" }: PutParameterRequest, existing: ParameterRow | undefined): ParameterRow["tier"] {
  const isLarge = Buffer.byteLength(Value) > mostBytes.Standard;
  if (Tier === "Standard" && existing?.tier === "Advanced") {
    throw invalid(
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the advanced parameter and recreate it as a standard parameter.",
    );
  }
  const isAdvanced =
    Tier === "Advanced" || existing?.tier === "Advanced" || (Tier === "Intelligent-Tiering" && isLarge);
  const tier = isAdvanced ? "Advanced" : "Standard";
  if (Buffer.byteLength(Value) > mostBytes[tier]) {
    throw invalid(
      isAdvanced
        ? "Advanced tier parameters support a maximum parameter value of 8192 characters."
        : "Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html",
    );
  }
  return tier;
}

function checkPattern(value: string, pattern: string | null): void {
  if (pattern === null) return;
  let isAllowed: boolean;
  try {
    // In a context of its own, which can be stopped: some patterns take years over some values.
    isAllowed = Boolean(runInNewContext("new RegExp(pattern).test(value)", { pattern, value }, { timeout: 100 }));
  } catch {
    throw new AwsError(
      "InvalidAllowedPatternException",
      `The allowed pattern ${pattern} is not a valid regular expression.`,
    );
  }
  if (!isAllowed) {
    throw new AwsError(
      "ParameterPatternMismatchException",
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
    );
  }
}
