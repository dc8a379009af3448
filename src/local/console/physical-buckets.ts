import { root } from "../root.ts";
import type { Cloud } from "../service.ts";

interface DescribedStacks {
  readonly Stacks?: readonly {
    readonly Outputs?: readonly { readonly OutputKey: string; readonly OutputValue: string }[];
  }[];
}

/** Physical bucket names by logical name, from the outputs `…<Name>BucketName` of the deployed stacks. */
export async function physicalBuckets(cloud: Cloud): Promise<ReadonlyMap<string, string>> {
  const { Stacks = [] } = await cloud.call<DescribedStacks>("cloudformation", "DescribeStacks", {}, root);
  const outputs = Stacks.flatMap(({ Outputs = [] }) => Outputs);
  return new Map(
    outputs.flatMap(({ OutputKey, OutputValue }) => {
      // CDK adds the construct's path before and a hash of it behind.
      const name = /([A-Z][A-Za-z0-9]*?)BucketName(?:[0-9A-F]{8})?$/.exec(OutputKey)?.[1];
      return name === undefined ? [] : [[kebabCase(name), OutputValue] as const];
    }),
  );
}

function kebabCase(pascalCase: string): string {
  return pascalCase.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
