import type { JsonObject } from "../json-value.ts";
import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import type { ResourceType } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { policyText } from "./policy-text.ts";

interface PolicyOfSeveral<Member extends string> {
  readonly name: string;
  /** The property that lists whose policy it is. */
  readonly member: Member;
  /** Gives one of them a policy; an empty one takes it away. */
  readonly setPolicy: (target: string, policy: string, context: ResourceContext) => Promise<unknown>;
}

/** A type that gives one policy to several queues or topics, which stays no longer than they are listed. */
export function policyOfSeveral<Member extends string>({
  name,
  member,
  setPolicy,
}: PolicyOfSeveral<Member>): ResourceType {
  type Properties = { readonly PolicyDocument: JsonObject | string } & Readonly<Record<Member, readonly string[]>>;
  const set = async (properties: Properties, context: ResourceContext): Promise<void> => {
    const policy = policyText(properties.PolicyDocument);
    for (const target of properties[member]) await setPolicy(target, policy, context);
  };
  const clear = async (targets: readonly string[], context: ResourceContext): Promise<void> => {
    for (const target of targets) await ignoreMissing(setPolicy(target, "", context));
  };
  return defineResourceType<Properties>({
    name,
    properties: { [member]: "update", PolicyDocument: "update" },
    required: [member, "PolicyDocument"],
    attributes: ["Id"],
    async create(properties, context) {
      const physicalId = context.physicalName();
      context.exists(physicalId);
      await set(properties, context);
      return { physicalId, attributes: { Id: physicalId } };
    },
    async update(properties, existing, context) {
      await set(properties, context);
      await clear(
        existing.properties[member].filter((target) => !properties[member].includes(target)),
        context,
      );
      return existing;
    },
    delete: ({ properties }, context) => clear(properties[member], context),
  });
}
