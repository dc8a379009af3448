import { notImplemented } from "../../aws-error.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import { expandLoops } from "./expand-loops.ts";
import {
  validationError,
  type DeletionPolicy,
  type OutputDeclaration,
  type ParameterDeclaration,
  type ResourceDeclaration,
  type RuleDeclaration,
  type Template,
} from "./template.ts";

const sections = new Set([
  "AWSTemplateFormatVersion",
  "Transform",
  "Description",
  "Metadata",
  "Parameters",
  "Rules",
  "Mappings",
  "Conditions",
  "Resources",
  "Outputs",
]);
const refusedSections = new Set(["Hooks"]);
const resourceAttributes = new Set([
  "Type",
  "Properties",
  "DependsOn",
  "Condition",
  "DeletionPolicy",
  "UpdateReplacePolicy",
  "Metadata",
]);
const refusedResourceAttributes = new Set(["CreationPolicy", "UpdatePolicy"]);

/** Reads the text of a template into its sections; a wrong shape throws in CloudFormation's words. */
export function parseTemplate(body: string): Template {
  const written = parseJson(body);
  const hasLanguageExtensions = parseTransform(written["Transform"]);
  const document = hasLanguageExtensions ? expandLoops(written) : written;
  for (const section of Object.keys(document)) {
    if (refusedSections.has(section)) throw notImplemented(`template section '${section}'`);
    if (!sections.has(section)) {
      throw validationError(`Invalid template property or properties [${section}]`);
    }
  }
  const resources = section(document, "Resources");
  if (Object.keys(resources).length === 0) {
    throw validationError("Template format error: At least one Resources member must be defined.");
  }
  return {
    ...(typeof document["Description"] === "string" && { description: document["Description"] }),
    hasLanguageExtensions,
    parameters: members(document, "Parameters", parseParameter),
    rules: members(document, "Rules", parseRule),
    mappings: members(document, "Mappings", parseMapping),
    conditions: section(document, "Conditions"),
    resources: members(document, "Resources", parseResource),
    outputs: members(document, "Outputs", parseOutput),
  };
}

/** Refuses all macros but the one that adds intrinsic functions. */
function parseTransform(value: JsonValue | undefined): boolean {
  if (value === undefined) return false;
  for (const transform of Array.isArray(value) ? (value as readonly JsonValue[]) : [value]) {
    if (transform !== "AWS::LanguageExtensions") throw notImplemented(`transform ${JSON.stringify(transform)}`);
  }
  return true;
}

function parseJson(body: string): JsonObject {
  let document: unknown;
  try {
    document = JSON.parse(body);
  } catch (error) {
    if (!body.trimStart().startsWith("{")) throw notImplemented("a template in YAML (write it as JSON)");
    throw validationError(`Template format error: JSON not well-formed. (${(error as Error).message})`);
  }
  if (!isJsonObject(document)) throw validationError("Template format error: unsupported structure.");
  return document;
}

function section(document: JsonObject, name: string): JsonObject {
  const value = document[name];
  if (value === undefined || value === null) return {};
  if (!isJsonObject(value)) throw validationError(`Template format error: [/${name}] must be an object.`);
  return value;
}

function members<Member>(
  document: JsonObject,
  name: string,
  parse: (id: string, value: JsonObject) => Member,
): Record<string, Member> {
  return Object.fromEntries(
    Object.entries(section(document, name)).map(([id, value]) => {
      if (id.startsWith("Fn::")) throw notImplemented(`intrinsic function '${id}' in the section ${name}`);
      if (!isJsonObject(value)) {
        throw validationError(`Template format error: [/${name}/${id}] every ${name} member must be an object.`);
      }
      return [id, parse(id, value)];
    }),
  );
}

function parseParameter(id: string, value: JsonObject): ParameterDeclaration {
  if (typeof value["Type"] !== "string") {
    throw validationError(`Template format error: Every Parameters object must contain a Type member. (${id})`);
  }
  return value as unknown as ParameterDeclaration;
}

function parseRule(id: string, value: JsonObject): RuleDeclaration {
  if (!Array.isArray(value["Assertions"]) || !value["Assertions"].every(isJsonObject)) {
    throw validationError(`Template format error: Rule '${id}' must contain a list of Assertions.`);
  }
  return value as unknown as RuleDeclaration;
}

function parseMapping(id: string, value: JsonObject): Readonly<Record<string, JsonObject>> {
  if (!Object.values(value).every(isJsonObject)) {
    throw validationError(`Template format error: Every Mappings attribute must be an object. (${id})`);
  }
  return value as Readonly<Record<string, JsonObject>>;
}

function parseOutput(id: string, value: JsonObject): OutputDeclaration {
  if (value["Value"] === undefined) {
    throw validationError(`Template format error: Every Outputs member must contain a Value object (${id})`);
  }
  return value as unknown as OutputDeclaration;
}

function parseResource(id: string, value: JsonObject): ResourceDeclaration {
  if (!/^[A-Za-z0-9]+$/.test(id)) {
    throw validationError(`Template format error: Resource name ${id} is non alphanumeric.`);
  }
  for (const attribute of Object.keys(value)) {
    if (refusedResourceAttributes.has(attribute)) throw notImplemented(`resource attribute '${attribute}' (of ${id})`);
    if (!resourceAttributes.has(attribute)) {
      throw validationError(`Invalid template resource property '${attribute}' (of ${id})`);
    }
  }
  if (typeof value["Type"] !== "string") {
    throw validationError(
      `Template format error: [/Resources/${id}] Every Resources object must contain a Type member.`,
    );
  }
  const properties = value["Properties"] ?? {};
  if (!isJsonObject(properties)) {
    throw validationError(`Template format error: [/Resources/${id}] Properties must be an object.`);
  }
  return {
    type: value["Type"],
    properties,
    dependsOn: parseDependsOn(id, value["DependsOn"]),
    ...(typeof value["Condition"] === "string" && { condition: value["Condition"] }),
    deletionPolicy: parsePolicy(id, "DeletionPolicy", value["DeletionPolicy"]),
    updateReplacePolicy: parsePolicy(id, "UpdateReplacePolicy", value["UpdateReplacePolicy"]),
    ...(value["Metadata"] !== undefined && { metadata: value["Metadata"] }),
  };
}

function parseDependsOn(id: string, value: JsonValue | undefined): readonly string[] {
  if (value === undefined) return [];
  const list = Array.isArray(value) ? value : [value];
  if (!list.every((item): item is string => typeof item === "string")) {
    throw validationError(`Template format error: DependsOn of ${id} must be a string or a list of strings.`);
  }
  return list;
}

function parsePolicy(id: string, attribute: string, value: JsonValue | undefined): DeletionPolicy {
  if (value === undefined) return "Delete";
  if (value === "Delete" || value === "Retain") return value;
  if (value === "RetainExceptOnCreate" && attribute === "DeletionPolicy") return value;
  if (value === "Snapshot") throw notImplemented(`${attribute} 'Snapshot' (of ${id})`);
  throw validationError(`Template error: Unrecognized ${attribute} ${JSON.stringify(value)} for resource ${id}`);
}
