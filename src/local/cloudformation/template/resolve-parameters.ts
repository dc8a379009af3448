import { notImplemented } from "../../aws-error.ts";
import type { JsonValue } from "../json-value.ts";
import { validationError, type ParameterDeclaration, type Template } from "./template.ts";

/** A parameter as the API takes it; `UsePreviousValue` keeps the stack's. */
export interface ParameterInput {
  readonly ParameterKey?: string | undefined;
  readonly ParameterValue?: string | undefined;
  readonly UsePreviousValue?: boolean | undefined;
  readonly ResolvedValue?: string | undefined;
}

/** A parameter as a stack keeps it; `resolvedValue` is what an SSM parameter held when the operation began. */
export interface StackParameter {
  readonly key: string;
  readonly value: string;
  readonly resolvedValue?: string;
}

const ssmTypes = new Set(["AWS::SSM::Parameter::Value<String>", "AWS::SSM::Parameter::Value<List<String>>"]);
const plainTypes = new Set(["String", "Number", "CommaDelimitedList", "List<Number>", "List<String>"]);

/**
 * Decides the value of every declared parameter: given, else the stack's previous one where asked for, else the default.
 * Refuses what the declaration does not allow, and parameters that the template does not declare.
 */
export async function resolveParameters(options: {
  readonly template: Template;
  readonly given: readonly ParameterInput[];
  readonly previous: readonly StackParameter[];
  readonly readSsmParameter: (name: string) => Promise<string | undefined>;
}): Promise<readonly StackParameter[]> {
  const { template, given, previous, readSsmParameter } = options;
  const unknown = given.filter(({ ParameterKey = "" }) => !template.parameters[ParameterKey]);
  if (unknown.length > 0) {
    throw validationError(
      `Parameters: [${unknown.map(({ ParameterKey }) => ParameterKey).join(", ")}] do not exist in the template`,
    );
  }
  const values = Object.entries(template.parameters).map(([key, declaration]) => {
    const input = given.find(({ ParameterKey }) => ParameterKey === key);
    const kept = previous.find((parameter) => parameter.key === key)?.value;
    const value = input?.UsePreviousValue ? kept : input?.ParameterValue;
    return { key, declaration, value: value ?? defaultText(declaration) };
  });
  const missing = values.filter(({ value }) => value === undefined).map(({ key }) => key);
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(", ")}] must have values`);

  const resolved: StackParameter[] = [];
  for (const { key, declaration, value = "" } of values) {
    if (ssmTypes.has(declaration.Type)) {
      const resolvedValue = await readSsmParameter(value);
      if (resolvedValue === undefined) {
        throw validationError(`Unable to fetch parameters [${value}] from parameter store for this account.`);
      }
      resolved.push({ key, value, resolvedValue });
    } else {
      if (!plainTypes.has(declaration.Type)) throw notImplemented(`parameter type '${declaration.Type}' (of ${key})`);
      checkValue(key, declaration, value);
      resolved.push({ key, value });
    }
  }
  return resolved;
}

/** What `Ref` gives for each parameter. */
export function parameterValues(
  template: Template,
  parameters: readonly StackParameter[],
): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    parameters.map(({ key, value, resolvedValue }) => {
      const type = template.parameters[key]?.Type ?? "String";
      const text = resolvedValue ?? value;
      const isList = type === "CommaDelimitedList" || type.includes("List<");
      return [key, isList ? text.split(",").map((item) => item.trim()) : text];
    }),
  );
}

function defaultText(declaration: ParameterDeclaration): string | undefined {
  return declaration.Default === undefined ? undefined : String(declaration.Default);
}

function checkValue(key: string, declaration: ParameterDeclaration, value: string): void {
  const fail = (why: string): never => {
    throw validationError(`Parameter '${key}' ${declaration.ConstraintDescription ?? why}`);
  };
  const { AllowedValues, AllowedPattern, MinLength, MaxLength, MinValue, MaxValue, Type } = declaration;
  const isNumeric = Type === "Number" || Type === "List<Number>";
  if (isNumeric && !value.split(",").every((item) => item.trim() !== "" && Number.isFinite(Number(item)))) {
    fail(`must be a number`);
  }
  if (AllowedValues && !AllowedValues.some((allowed) => String(allowed) === value)) {
    fail(`must be one of AllowedValues: [${AllowedValues.map(String).join(", ")}]`);
  }
  if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`).test(value)) {
    fail(`must match pattern ${AllowedPattern}`);
  }
  if (MinLength !== undefined && value.length < Number(MinLength))
    fail(`must contain at least ${String(MinLength)} characters`);
  if (MaxLength !== undefined && value.length > Number(MaxLength))
    fail(`must contain at most ${String(MaxLength)} characters`);
  if (MinValue !== undefined && Number(value) < Number(MinValue))
    fail(`must be a number not less than ${String(MinValue)}`);
  if (MaxValue !== undefined && Number(value) > Number(MaxValue))
    fail(`must be a number not greater than ${String(MaxValue)}`);
}
