import { defineResourceType } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";

interface LayerVersionProperties {
  readonly LayerName?: string;
  readonly Content: { readonly S3Bucket: string; readonly S3Key: string; readonly S3ObjectVersion?: string };
  readonly Description?: string;
  readonly LicenseInfo?: string;
  readonly CompatibleRuntimes?: readonly string[];
  readonly CompatibleArchitectures?: readonly string[];
}

// A layer version never changes: every property of a new one makes a new one.
export const lambdaLayerVersion = defineResourceType<LayerVersionProperties>({
  name: "AWS::Lambda::LayerVersion",
  properties: {
    LayerName: "replace",
    "Content.S3Bucket": "replace",
    "Content.S3Key": "replace",
    "Content.S3ObjectVersion": "replace",
    Description: "replace",
    LicenseInfo: "replace",
    CompatibleRuntimes: "replace",
    CompatibleArchitectures: "replace",
  },
  required: ["Content"],
  attributes: ["LayerVersionArn"],
  async create(properties, { cloud, call, exists, physicalName, neverRuns }) {
    const LayerName = properties.LayerName ?? physicalName({ maxLength: 64 });
    if (neverRuns) {
      const arn = `arn:aws:lambda:${cloud.region}:${cloud.accountId}:layer:${LayerName}:1`;
      exists(arn);
      return { physicalId: arn, attributes: { LayerVersionArn: arn } };
    }
    const { LayerVersionArn } = await call<{ readonly LayerVersionArn: string }>("lambda", "PublishLayerVersion", {
      ...properties,
      LayerName,
    });
    exists(LayerVersionArn);
    return { physicalId: LayerVersionArn, attributes: { LayerVersionArn } };
  },
  update: (_properties, existing) => Promise.resolve(existing),
  async delete({ physicalId }, { call, neverRuns }) {
    if (neverRuns) return;
    const [, , , , , , LayerName = "", version = ""] = physicalId.split(":");
    const request = { LayerName, VersionNumber: Number(version) };
    await ignoreMissing(call("lambda", "DeleteLayerVersion", request));
  },
});
