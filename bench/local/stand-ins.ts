import { allServices } from "../../src/local/services.ts";
import { createLambdaService } from "../../src/local/services/lambda/index.ts";
import type { Cloud, CreateService } from "../../src/local/service.ts";

export const root = { kind: "root" } as const;

/** Lambda whose functions answer their input at once, in process. */
const echoingLambda: CreateService = () => ({
  name: "lambda",
  operations: {
    Invoke: {
      members: ["FunctionName", "InvocationType", "ClientContext", "Payload", "Qualifier"],
      handle: ({ Payload }: { readonly Payload?: Uint8Array }) => ({
        StatusCode: 200,
        ExecutedVersion: "$LATEST",
        Payload: Payload ?? Buffer.from("{}"),
      }),
    },
  },
});

/** Every service, with functions that cost nothing. */
export const servicesWithEcho: readonly CreateService[] = allServices.map((create) =>
  create === createLambdaService ? echoingLambda : create,
);

/** A role that may do everything, for the services named; gives its ARN. */
export async function createPowerfulRole(cloud: Cloud, ...services: readonly string[]): Promise<string> {
  const RoleName = `bench-${services[0]?.split(".")[0]}`;
  const policy = (statement: object): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
  await cloud.call(
    "iam",
    "CreateRole",
    { RoleName, AssumeRolePolicyDocument: policy({ Action: "sts:AssumeRole", Principal: { Service: services } }) },
    root,
  );
  const PolicyDocument = policy({ Action: "*", Resource: "*" });
  await cloud.call("iam", "PutRolePolicy", { RoleName, PolicyName: "all", PolicyDocument }, root);
  return `arn:aws:iam::${cloud.accountId}:role/${RoleName}`;
}
