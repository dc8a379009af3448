import { AwsError } from "../../aws-error.ts";
import { parsePolicyDocument } from "../../iam/policy-document.ts";
import type { PolicyDocument } from "../../iam/policy-document.ts";
import type { Operation } from "../../service.ts";
import { changeSecret, getUsableSecret, nameOf, secretAuthorization } from "./secret-store.ts";
import type { SecretName, SecretReference } from "./secret-types.ts";

interface PutResourcePolicyRequest extends SecretReference {
  readonly ResourcePolicy: string;
  readonly BlockPublicPolicy?: boolean;
}

const longestPolicy = 20_480;

export const putResourcePolicy: Operation<PutResourcePolicyRequest, SecretName> = {
  members: ["SecretId", "ResourcePolicy", "BlockPublicPolicy"],
  authorize: secretAuthorization("PutResourcePolicy"),
  handle({ SecretId, ResourcePolicy, BlockPublicPolicy }, { cloud }) {
    const secret = getUsableSecret(cloud, SecretId);
    const policy = readPolicy(ResourcePolicy);
    if (BlockPublicPolicy === true && isPublic(policy)) {
      throw new AwsError(
        "PublicPolicyException",
        "The BlockPublicPolicy parameter is set to true, and the resource policy did not prevent broad access to the secret.",
      );
    }
    changeSecret(cloud, secret, { policy: ResourcePolicy });
    return nameOf(secret);
  },
};

function readPolicy(text: string): PolicyDocument {
  const malformed = (): AwsError =>
    new AwsError("MalformedPolicyDocumentException", "This resource policy contains invalid Json or syntax errors.");
  if (text.length > longestPolicy) throw malformed();
  try {
    const policy = parsePolicyDocument(text);
    if (policy.statements.some(({ principals, notPrincipals }) => principals === undefined && !notPrincipals)) {
      throw malformed();
    }
    return policy;
  } catch {
    throw malformed();
  }
}

/** Whether a statement allows everybody, under no condition at all. */
function isPublic({ statements }: PolicyDocument): boolean {
  return statements.some(
    ({ effect, principals, conditions }) =>
      effect === "Allow" &&
      Object.keys(conditions).length === 0 &&
      (principals === "*" || (principals !== undefined && (principals["AWS"] ?? []).includes("*"))),
  );
}
