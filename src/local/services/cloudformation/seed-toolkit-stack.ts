import { newStack } from "../../cloudformation/stack/new-stack.ts";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";

const stackName = "CDKToolkit";
// Above every version that a `cdk` CLI brings: none is to put its own in the place of what the local cloud is.
const bootstrapVersion = "1000";
const variant = "AWS CDK: Default Resources";

/**
 * Puts on record that the environment is bootstrapped for the AWS CDK, as it is from the start: the bucket for assets, the
 * roles and the parameter with the version are there. `cdk bootstrap` then has nothing to do, and says so.
 */
export function seedToolkitStack(engine: StackEngine): void {
  const { cloud, store } = engine;
  if (store.findStack(stackName) !== undefined) return;
  const bucket = `cdk-hnb659fds-assets-${cloud.accountId}-${cloud.region}`;
  const outputs = [
    { key: "BucketName", value: bucket },
    { key: "BucketDomainName", value: `${bucket}.s3.${cloud.region}.amazonaws.com` },
    { key: "BootstrapVersion", value: bootstrapVersion },
  ];
  const template = {
    Description: "What the AWS CDK needs to deploy into this environment. The local cloud has it from the start.",
    Parameters: { BootstrapVariant: { Type: "String", Default: variant } },
    Resources: { Metadata: { Type: "AWS::CDK::Metadata" } },
    Outputs: Object.fromEntries(outputs.map(({ key, value }) => [key, { Value: value }])),
  };
  store.putStack({
    ...newStack(engine, stackName, "CREATE_IN_PROGRESS"),
    status: "CREATE_COMPLETE",
    terminationProtection: true,
    outputs,
    target: {
      templateBody: JSON.stringify(template),
      parameters: [{ key: "BootstrapVariant", value: variant }],
      tags: [],
      capabilities: [],
    },
  });
}
