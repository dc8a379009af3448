import { AwsError } from "../../aws-error.ts";
import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";

interface VersionProperties {
  readonly FunctionName: string;
  readonly Description?: string;
  readonly CodeSha256?: string;
}

export const lambdaVersion = defineResourceType<VersionProperties>({
  name: "AWS::Lambda::Version",
  properties: { FunctionName: "replace", Description: "replace", CodeSha256: "replace" },
  required: ["FunctionName"],
  attributes: ["FunctionArn", "Version"],
  async create({ FunctionName, Description, CodeSha256 }, { call, exists }) {
    const before = await versionsOf(FunctionName, call);
    const { FunctionArn, Version } = await call<{ readonly FunctionArn: string; readonly Version: string }>(
      "lambda",
      "PublishVersion",
      {
        FunctionName,
        ...(Description !== undefined && { Description }),
        ...(CodeSha256 !== undefined && { CodeSha256 }),
      },
    );
    // Lambda gives the last version again if nothing changed since; two resources for one version are refused.
    if (before.includes(Version)) {
      throw new AwsError(
        "AlreadyExists",
        `A version for this Lambda function exists ( ${Version} ). Modify the function to create a new version.`,
      );
    }
    exists(FunctionArn);
    return { physicalId: FunctionArn, attributes: { FunctionArn, Version } };
  },
  update: (_properties, existing) => Promise.resolve(existing),
  async delete({ physicalId }, { call }) {
    const colon = physicalId.lastIndexOf(":");
    const [FunctionName, Qualifier] = [physicalId.slice(0, colon), physicalId.slice(colon + 1)];
    await ignoreMissing(call("lambda", "DeleteFunction", { FunctionName, Qualifier }));
  },
});

interface VersionPage {
  readonly Versions?: readonly { readonly Version?: string }[];
  readonly NextMarker?: string;
}

async function versionsOf(
  FunctionName: string,
  call: ResourceContext["call"],
): Promise<readonly (string | undefined)[]> {
  const versions: (string | undefined)[] = [];
  let Marker: string | undefined;
  do {
    const page: VersionPage = await call("lambda", "ListVersionsByFunction", {
      FunctionName,
      ...(Marker === undefined ? {} : { Marker }),
    });
    versions.push(...(page.Versions ?? []).map(({ Version }) => Version));
    Marker = page.NextMarker;
  } while (Marker !== undefined);
  return versions;
}
