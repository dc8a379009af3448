import { AwsError } from "../../aws-error.ts";
import type { Cloud, Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { checkDescription, checkName, checkTagCount, checkTags, checkToken, checkValue } from "./check-secret.ts";
import { invalidRequest } from "./errors.ts";
import { absentArn, findSecret, nameOf, newSecretArn, toTagMap } from "./secret-store.ts";
import type { SecretRow } from "./secret-store.ts";
import type { SecretName, SecretValue, Tag } from "./secret-types.ts";
import { addVersion, current, findVersion, holdsSame } from "./version-store.ts";

interface CreateSecretRequest extends SecretValue {
  readonly Name: string;
  readonly ClientRequestToken?: string;
  readonly Description?: string;
  readonly Tags?: readonly Tag[];
}

export const createSecret: Operation<CreateSecretRequest, SecretName & { readonly VersionId?: string }> = {
  members: ["Name", "ClientRequestToken", "Description", "SecretString", "SecretBinary", "Tags"],
  authorize: ({ Name, Tags = [] }, { cloud }) => {
    const tags = Tags.map(({ Key = "", Value = "" }) => [`aws:RequestTag/${Key}`, Value]);
    const conditions = {
      "secretsmanager:Name": Name,
      ...Object.fromEntries(tags),
      ...(Tags.length > 0 && { "aws:TagKeys": Tags.map(({ Key = "" }) => Key) }),
    };
    const resource = absentArn(cloud, Name);
    const create = { action: "secretsmanager:CreateSecret", resource, conditions };
    return Tags.length === 0 ? [create] : [create, { action: "secretsmanager:TagResource", resource, conditions }];
  },
  handle(input, { cloud }) {
    const { Name, Description, SecretString, SecretBinary, Tags } = input;
    checkName(Name);
    checkDescription(Description);
    checkTags(Tags);
    checkTagCount(toTagMap(Tags));
    const hasValue = checkValue(input);
    const token = hasValue ? checkToken(input.ClientRequestToken) : undefined;
    const value = { ...(SecretString !== undefined && { SecretString }), ...(SecretBinary && { SecretBinary }) };
    const existing = findSecret(cloud, Name);
    if (existing !== undefined) return asRepeated(cloud, existing, token, value);
    const secret = insertSecret(cloud, input, token, value);
    return { ...nameOf(secret), ...(token !== undefined && { VersionId: token }) };
  },
};

/** What a request is answered with that was done before; throws if it is another one. */
function asRepeated(
  cloud: Cloud,
  secret: SecretRow,
  token: string | undefined,
  value: SecretValue,
): SecretName & { readonly VersionId?: string } {
  if (secret.deleted_at !== null) {
    throw invalidRequest(
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  }
  const version = token === undefined ? undefined : findVersion(cloud, secret, token);
  if (version !== undefined && holdsSame(version.value, value)) return { ...nameOf(secret), VersionId: version.id };
  throw new AwsError(
    "ResourceExistsException",
    `The operation failed because the secret ${secret.name} already exists.`,
  );
}

function insertSecret(
  cloud: Cloud,
  { Name, Description, Tags }: CreateSecretRequest,
  token: string | undefined,
  value: SecretValue,
): SecretRow {
  const now = cloud.clock.now();
  return inTransaction(cloud.db, () => {
    cloud.db
      .prepare(
        "INSERT INTO secrets_secrets (name, arn, description, tags, created_at, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
      )
      .run(Name, newSecretArn(cloud, Name), Description ?? null, JSON.stringify(toTagMap(Tags)), now);
    const secret = findSecret(cloud, Name)!;
    if (token !== undefined) addVersion(cloud, secret, { id: token, value, stages: [current] });
    return secret;
  });
}
