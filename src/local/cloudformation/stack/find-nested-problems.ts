import type { JsonValue } from "../json-value.ts";
import { evaluate } from "../template/evaluate.ts";
import { parseTemplate } from "../template/parse-template.ts";
import type { ResourceDeclaration, Template } from "../template/template.ts";
import type { Deployable } from "./deployable.ts";
import { findProblems } from "./find-problems.ts";
import { readTemplate } from "./read-template.ts";
import type { StackEngine } from "./stack-engine.ts";
import type { ResourceProblem } from "./stack-record.ts";

const nestedStack = "AWS::CloudFormation::Stack";

/**
 * Finds what can never be deployed in a template and, as far as their addresses are known beforehand, in the nested stacks
 * that it makes. In these only resources without a condition are looked at: they are made whatever the parameters say.
 */
export async function findNestedProblems(
  engine: StackEngine,
  deployable: Deployable,
): Promise<readonly ResourceProblem[]> {
  const own = findProblems(deployable.resources, engine.types);
  const nested = Object.entries(deployable.resources).map(async ([logicalId, { type, properties }]) => {
    if (type !== nestedStack) return [];
    const url = evaluate(properties["TemplateURL"] ?? null, deployable.partialScope);
    const problems = await problemsAt(engine, url);
    return problems.map((problem) => ({ ...problem, logicalId, resourceType: type }));
  });
  return [...own, ...(await Promise.all(nested)).flat()];
}

async function problemsAt(engine: StackEngine, url: JsonValue | undefined): Promise<readonly ResourceProblem[]> {
  const resources = typeof url === "string" ? await unconditionalResources(engine, url) : {};
  const own = findProblems(resources, engine.types);
  const nested = Object.entries(resources)
    .filter(([, { type }]) => type === nestedStack)
    .map(([, { properties }]) => problemsAt(engine, properties["TemplateURL"]));
  const found = [...own, ...(await Promise.all(nested)).flat()];
  return found.map((problem) => ({
    ...problem,
    path: "/Properties/TemplateURL",
    message: `${problem.message} (resource ${problem.logicalId} of the nested stack)`,
  }));
}

async function unconditionalResources(
  engine: StackEngine,
  url: string,
): Promise<Readonly<Record<string, ResourceDeclaration>>> {
  let template: Template;
  try {
    template = parseTemplate(await readTemplate(engine.cloud, { TemplateURL: url }));
  } catch {
    // The nested stack itself will say what is wrong, when its turn comes.
    return {};
  }
  return Object.fromEntries(Object.entries(template.resources).filter(([, { condition }]) => condition === undefined));
}
