import type { Cloud } from "../../service.ts";
import type { FunctionReference } from "./function-reference.ts";
import { getFunctionRow } from "./function-store.ts";

export function readTags(cloud: Cloud, reference: FunctionReference): Record<string, string> {
  return JSON.parse(getFunctionRow(cloud, reference).tags) as Record<string, string>;
}

export function writeTags(cloud: Cloud, functionName: string, tags: Readonly<Record<string, string>>): void {
  cloud.db.prepare("UPDATE lambda_functions SET tags = ? WHERE name = ?").run(JSON.stringify(tags), functionName);
}
