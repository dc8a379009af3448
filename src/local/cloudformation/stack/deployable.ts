import { notImplemented } from "../../aws-error.ts";
import { replacedHandlers } from "../custom-resources/replaced-handlers.ts";
import { canonicalJson } from "../json-value.ts";
import type { ResourceType } from "../resource-type.ts";
import { checkRules } from "../template/check-rules.ts";
import { creationOrder } from "../template/creation-order.ts";
import { dependenciesOf, referencesIn } from "../template/dependencies.ts";
import { dynamicReferencesIn, refuseDynamicReferences } from "../template/dynamic-references.ts";
import { evaluateConditions } from "../template/evaluate-condition.ts";
import { evaluate } from "../template/evaluate.ts";
import { parseTemplate } from "../template/parse-template.ts";
import { parameterValues } from "../template/resolve-parameters.ts";
import { pseudoParametersOf, type ResourceValues, type Scope } from "../template/scope.ts";
import {
  validationError,
  type OutputDeclaration,
  type ResourceDeclaration,
  type Template,
} from "../template/template.ts";
import type { StackEngine } from "./stack-engine.ts";
import type { StackRecord, StackTarget } from "./stack-record.ts";

/** A target taken apart: its conditions decided, its resources in an order in which they can be made. */
export interface Deployable {
  readonly template: Template;
  readonly resources: Readonly<Record<string, ResourceDeclaration>>;
  readonly outputs: Readonly<Record<string, OutputDeclaration>>;
  readonly order: readonly string[];
  /** Functions and layers whose work is done without them. */
  readonly neverRun: ReadonlySet<string>;
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
  /** The scope in which a property is evaluated, given the resources made so far. */
  readonly scope: (resource: (logicalId: string) => ResourceValues | undefined) => Scope;
  /** The template's text with everything decided that needs no resource: equal texts ask for the same. */
  readonly fingerprint: string;
  readonly partialScope: Scope;
}

/** Takes a target apart and refuses what is wrong with the template as a whole. */
export function createDeployable(
  engine: StackEngine,
  stack: Pick<StackRecord, "stackId" | "stackName" | "target" | "stackOutputs">,
  target: StackTarget,
): Deployable {
  const { region, accountId } = engine.cloud;
  const template = parseTemplate(target.templateBody);
  const base = {
    template,
    parameters: parameterValues(template, target.parameters),
    pseudoParameters: pseudoParametersOf({ region, accountId, ...stack }),
    exported: (name: string) => exportedValue(engine, stack.stackId, name),
    // What is deployed was made with what the other stacks said then.
    stackOutput: (name: string, output: string) =>
      (target === stack.target ? stack.stackOutputs?.[`${name}.${output}`] : undefined) ??
      engine.store.findStack(name)?.outputs.find(({ key }) => key === output)?.value,
    resource: () => undefined,
    partial: false,
  };
  const conditions = evaluateConditions(template, base);
  checkRules({ ...base, conditions });
  const isMade = ({ condition }: { readonly condition?: string | undefined }): boolean => {
    if (condition === undefined) return true;
    const holds = conditions.get(condition);
    if (holds === undefined) {
      throw validationError(`Template format error: Unresolved condition dependency ${condition}`);
    }
    return holds;
  };
  const resources = filtered(template.resources, isMade);
  const outputs = filtered(template.outputs, (output) => isMade({ condition: output.Condition }));
  refuseUnknownReferences(template);
  const dependencies = dependenciesOf(resources);
  const partialScope: Scope = { ...base, conditions, partial: true };
  const asked = evaluated(resources, outputs, partialScope);
  for (const { properties } of Object.values(asked.resources)) refuseDynamicReferences(properties);
  const [inOutputs] = dynamicReferencesIn(asked.outputs);
  if (inOutputs !== undefined) throw notImplemented(`dynamic reference '${inOutputs}' in the section Outputs`);
  return {
    template,
    resources,
    outputs,
    order: creationOrder(dependencies, (id) => comesLast(engine.types.get(resources[id]?.type ?? ""))),
    neverRun: replacedHandlers(
      resources,
      engine.types,
      Object.values(outputs).map(({ Value }) => Value),
    ),
    dependencies,
    scope: (resource) => ({ ...base, conditions, resource }),
    partialScope,
    fingerprint: canonicalJson({ ...asked, tags: target.tags.map((tag) => ({ ...tag })) }),
  };
}

const comesLast = (type: ResourceType | undefined): boolean => type?.isOpen === true || type?.comesLast === true;

/** What a template asks for, with everything decided that needs no resource. */
function evaluated(
  resources: Readonly<Record<string, ResourceDeclaration>>,
  outputs: Readonly<Record<string, OutputDeclaration>>,
  scope: Scope,
) {
  return {
    resources: Object.fromEntries(
      Object.entries(resources).map(([id, resource]) => [
        id,
        { ...resource, properties: evaluate(resource.properties, scope) ?? {} },
      ]),
    ),
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([id, output]) => [id, evaluate({ ...output }, scope) ?? null]),
    ),
  };
}

function refuseUnknownReferences(template: Template): void {
  const isKnown = (name: string): boolean =>
    name.startsWith("AWS::") || name in template.parameters || name in template.resources;
  const unknownIn = (resource: ResourceDeclaration): readonly string[] =>
    [...resource.dependsOn, ...referencesIn(resource.properties).map(({ logicalId }) => logicalId)].filter(
      (name) => !isKnown(name),
    );
  const inResources = [...new Set(Object.values(template.resources).flatMap(unknownIn))];
  if (inResources.length > 0) {
    throw validationError(
      `Template format error: Unresolved resource dependencies [${inResources.join(", ")}] in the Resources block of the template`,
    );
  }
  const inOutputs = Object.values(template.outputs)
    .flatMap((output) => referencesIn(output.Value))
    .map(({ logicalId }) => logicalId)
    .filter((name) => !isKnown(name));
  if (inOutputs.length > 0) {
    throw validationError(
      `Template format error: Unresolved resource dependencies [${inOutputs.join(", ")}] in the Outputs block of the template`,
    );
  }
}

function filtered<Value>(members: Readonly<Record<string, Value>>, keep: (value: Value) => boolean) {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => keep(value)));
}

function exportedValue(engine: StackEngine, stackId: string, name: string): string | undefined {
  for (const stack of engine.store.stacks()) {
    if (stack.stackId === stackId || stack.status === "DELETE_COMPLETE") continue;
    const output = stack.outputs.find(({ exportName }) => exportName === name);
    if (output) return output.value;
  }
  return undefined;
}
