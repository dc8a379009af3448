import type { Target } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../aws-error.ts";
import { parseJsonPath } from "./json-path.ts";

// Limits of EventBridge's API.
const longestText = 8192;
const longestPath = 256;
const mostPaths = 100;

/** Refuses what EventBridge would refuse of a target's Input, InputPath and InputTransformer. */
export function checkTargetInput({ Input, InputPath, InputTransformer }: Target, id: string): void {
  const given = [Input, InputPath, InputTransformer].filter((member) => member !== undefined);
  if (given.length > 1) {
    throw invalid(`Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`);
  }
  if (Input !== undefined) checkLength("input", Input, longestText);
  if (Input !== undefined && !isJson(Input)) throw invalid(`JSON syntax error in input for target ${id}.`);
  if (InputPath !== undefined) checkPath("inputPath", InputPath, id);
  if (InputTransformer === undefined) return;
  const { InputPathsMap = {}, InputTemplate = "" } = InputTransformer;
  if (InputTemplate === "") {
    throw constraint("inputTransformer.inputTemplate", "", "Member must have length greater than or equal to 1");
  }
  checkLength("inputTransformer.inputTemplate", InputTemplate, longestText);
  const paths = Object.entries(InputPathsMap);
  if (paths.length > mostPaths) {
    throw constraint(
      "inputTransformer.inputPathsMap",
      JSON.stringify(InputPathsMap),
      `Member must have length less than or equal to ${mostPaths}`,
    );
  }
  for (const [name, path] of paths) checkVariable(name, path, id);
}

function checkVariable(name: string, path: string, id: string): void {
  if (/^aws/i.test(name)) throw invalid(`InputPathsMap key ${name} of target ${id} must not begin with AWS.`);
  if (!/^[\w-]{1,256}$/.test(name)) {
    throw constraint(
      "inputTransformer.inputPathsMap",
      name,
      "Map keys must satisfy constraint: [Member must have length less than or equal to 256, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [A-Za-z0-9\\_\\-]+]",
    );
  }
  checkPath("inputTransformer.inputPathsMap", path, id);
}

function checkPath(member: string, path: string, id: string): void {
  checkLength(member, path, longestPath);
  if (parseJsonPath(path) === undefined) throw invalid(`Invalid InputPath for target ${id}.`);
}

function checkLength(member: string, text: string, longest: number): void {
  if (text.length <= longest) return;
  throw constraint(member, text, `Member must have length less than or equal to ${longest}`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function constraint(member: string, value: string, must: string): AwsError {
  return invalid(
    `1 validation error detected: Value '${value}' at 'targets.1.member.${member}' failed to satisfy constraint: ${must}`,
  );
}

const invalid = (message: string): AwsError => new AwsError("ValidationException", message);
