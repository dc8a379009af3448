import type { Cloud, ServiceName } from "../service.ts";
import type { CustomResourceAnswers } from "./custom-resources/custom-resource-answers.ts";
import type { NestedStacks } from "./stack/nested-stacks.ts";
import type { JsonObject, JsonValue } from "./json-value.ts";

/** What a resource is after it was made: `physicalId` answers `Ref`, `attributes` answer `Fn::GetAtt`. */
export interface ResourceState {
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, JsonValue>>;
}

/** A resource as it stands before an update or a delete. */
export interface ExistingResource<Properties> extends ResourceState {
  readonly properties: Properties;
}

export interface ResourceContext {
  readonly cloud: Cloud;
  readonly stackName: string;
  readonly stackId: string;
  readonly logicalId: string;
  /** As the template names it: `Custom::Anything`, where one type stands behind many names. */
  readonly resourceType: string;
  /** It is part of a handler whose work is done without it: nothing needs to be made, as nothing ever runs it. */
  readonly neverRuns: boolean;
  /** Asks the function behind a custom resource, and waits for its answer. */
  readonly customResources: CustomResourceAnswers;
  readonly nestedStacks: NestedStacks;
  /** Calls the owning service as the deploying account does. */
  readonly call: <Output>(service: ServiceName, operation: string, input: object) => Promise<Output>;
  /** `<Stack>-<LogicalId>-<12 characters>`, the same for every attempt at this incarnation of the resource. */
  readonly physicalName: (limits?: NameLimits) => string;
  /** Records that the resource exists, so that a failure after this point deletes it on rollback. */
  readonly exists: (physicalId: string) => void;
}

export interface NameLimits {
  readonly maxLength?: number;
  readonly isLowerCase?: boolean;
}

/** What a change of a property asks for: an update in place, or a new resource in place of the old one. */
export type OnChange = "update" | "replace";

/**
 * One CloudFormation resource type: what it honours, and how it is made through the owning service's own API.
 *
 * Handlers get properties with all intrinsics evaluated and only members that `properties` names.
 */
export interface ResourceType<Properties = JsonObject> {
  readonly name: string;
  /**
   * Honoured properties as dotted paths (`Code.S3Bucket`; lists add no segment). Naming a structure admits all of it.
   * Anything else is refused by name.
   */
  readonly properties: Readonly<Record<string, OnChange>>;
  readonly required: readonly string[];
  /** What `Fn::GetAtt` may ask for; `Outputs.*` is any name that begins so. */
  readonly attributes: readonly string[];
  /** Takes any property and gives any attribute besides: a function of the user's own decides what they mean. */
  readonly isOpen?: true;
  /** Refuses, by name and before anything is made, values that are written out in the template. */
  readonly refusals?: (properties: JsonObject, resource: { readonly neverRuns: boolean }) => readonly string[];
  /** Made after all that does not need it: on AWS a function is made and run first. Open types are, too. */
  readonly comesLast?: true;
  /** The property that names the resource, where there is one. */
  readonly nameProperty?: string;
  /**
   * An update applies what the template asks for whatever stands there, if it is told that nothing did: what was changed
   * behind the stack's back, by `cdk deploy --hotswap` for instance, can be put right.
   */
  readonly revertsDrift?: true;
  /** How the `Tags` property is written; the tags of the stack are merged into it. */
  readonly tags?: "list" | "map";
  readonly create: (properties: Properties, context: ResourceContext) => Promise<ResourceState>;
  readonly update: (
    properties: Properties,
    existing: ExistingResource<Properties>,
    context: ResourceContext,
  ) => Promise<ResourceState>;
  /** Must succeed on a resource that is gone already: a deletion may be repeated after a crash. */
  readonly delete: (existing: ExistingResource<Properties>, context: ResourceContext) => Promise<void>;
}

/**
 * Lets types with different property shapes stand in one table. Sound because the engine checks properties against the
 * type's own list before any handler sees them.
 */
export function defineResourceType<Properties>(type: ResourceType<Properties>): ResourceType {
  return type as unknown as ResourceType;
}
