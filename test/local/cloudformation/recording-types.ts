import { defineResourceType, type ResourceType } from "../../../src/local/cloudformation/resource-type.ts";

interface ThingProperties {
  readonly Name?: string;
  readonly Size?: number;
  readonly Kind?: string;
  readonly FailOn?: string;
}

export interface RecordingTypes {
  readonly types: readonly ResourceType[];
  /** What was done to which thing, in order: `create First`, `delete stack-First-…`. */
  readonly done: string[];
  /** Things that exist: physical id → size. */
  readonly things: Map<string, number>;
  /** Lets the next creation wait until the test says so. */
  readonly hold: (gate: Promise<void> | undefined) => void;
}

/** A resource type `Test::Unit::Thing` that notes what it is asked to do and fails where its property `FailOn` says so. */
export function createRecordingTypes(): RecordingTypes {
  const done: string[] = [];
  const things = new Map<string, number>();
  let gate: Promise<void> | undefined;
  const fail = (properties: ThingProperties, on: string): void => {
    if (properties.FailOn?.split(",").includes(on)) throw new Error(`${on} was told to fail`);
  };
  const thing = defineResourceType<ThingProperties>({
    name: "Test::Unit::Thing",
    properties: { Name: "replace", Kind: "replace", Size: "update", FailOn: "update" },
    required: [],
    attributes: ["Size"],
    nameProperty: "Name",
    async create(properties, context) {
      await gate;
      const physicalId = properties.Name ?? context.physicalName();
      done.push(`create ${context.logicalId}`);
      fail(properties, "early create");
      things.set(physicalId, Number(properties.Size ?? 0));
      context.exists(physicalId);
      fail(properties, "create");
      return { physicalId, attributes: { Size: Number(properties.Size ?? 0) } };
    },
    update(properties, existing, context) {
      done.push(`update ${context.logicalId}`);
      things.set(existing.physicalId, Number(properties.Size ?? 0));
      fail(properties, "update");
      return Promise.resolve({ ...existing, attributes: { Size: Number(properties.Size ?? 0) } });
    },
    delete(existing, context) {
      done.push(`delete ${context.logicalId}`);
      fail(existing.properties, "delete");
      things.delete(existing.physicalId);
      return Promise.resolve();
    },
  });
  return { types: [thing], done, things, hold: (next) => (gate = next) };
}

/** A template of things; each value is the `Properties` of a thing, or its whole declaration under `declare`. */
export function thingsTemplate(
  resources: Readonly<Record<string, object>>,
  others: Readonly<Record<string, unknown>> = {},
): string {
  const declared = Object.entries(resources).map(([logicalId, properties]) => [
    logicalId,
    "declare" in properties
      ? { Type: "Test::Unit::Thing", ...(properties.declare as object) }
      : { Type: "Test::Unit::Thing", Properties: properties },
  ]);
  return JSON.stringify({ Resources: Object.fromEntries(declared), ...others });
}
