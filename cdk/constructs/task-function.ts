import { Duration, RemovalPolicy, Size } from "aws-cdk-lib";
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  type ILayerVersion,
  Runtime,
  type Version,
} from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { LAMBDA_RECOGNIZE_LAYER_VERSION } from "aws-cdk-lib/cx-api";
import { Construct } from "constructs";
import { accessVariable, type BucketAccess, type Contract } from "#authoring";
import type { GivenBucket } from "./given-resources.ts";
import { type Right, serviceRole } from "./service-role.ts";

export interface TaskFunctionProps {
  readonly contract: Contract;
  /** A folder with `index.mjs`, which exports `handler`. */
  readonly codeFolder: string;
  /** The buckets that the contract's `access` names, by logical name. */
  readonly buckets: ReadonlyMap<string, GivenBucket>;
  /** @default none */
  readonly layers?: readonly ILayerVersion[];
  /** @default Architecture.X86_64 */
  readonly architecture?: Architecture;
}

/** The Lambda function of a contract, with the rights that the contract lists and a version per deployed code. */
export class TaskFunction extends Construct {
  readonly contract: Contract;
  readonly function: LambdaFunction;
  /** What state machines call. Earlier versions stay, for executions that began with them. */
  readonly version: Version;

  constructor(scope: Construct, id: string, props: TaskFunctionProps) {
    super(scope, id);
    // Without it, a new native module with unchanged code would go on under the old version.
    this.node.setContext(LAMBDA_RECOGNIZE_LAYER_VERSION, true);
    const { contract } = props;
    this.contract = contract;
    const logGroup = new LogGroup(this, "Logs", {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = serviceRole(this, "Role", {
      service: "lambda.amazonaws.com",
      description: `Runs the task function ${contract.name}`,
      rights: [
        { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [logGroup.logGroupArn] },
        ...Object.values(contract.access).flatMap((access) => rightsOf(contract, access, bucketOf(props, access))),
      ],
    });
    this.function = new LambdaFunction(this, "Resource", {
      description: `Task function ${contract.name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: props.architecture ?? Architecture.X86_64,
      handler: "index.handler",
      code: Code.fromAsset(props.codeFolder),
      memorySize: contract.memoryMb,
      ephemeralStorageSize: Size.mebibytes(contract.ephemeralStorageMb),
      timeout: Duration.seconds(contract.timeoutSeconds),
      role,
      logGroup,
      layers: [...(props.layers ?? [])],
      environment: { NODE_OPTIONS: "--enable-source-maps", ...accessVariables(props) },
      // A version that a failed deployment made goes with it: Lambda publishes no second version of the same code, so that
      // with a plain RETAIN the next attempt would fail with "A version for this Lambda function exists".
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
    });
    this.version = this.function.currentVersion;
  }
}

function bucketOf({ contract, buckets }: TaskFunctionProps, { bucket: name }: BucketAccess): GivenBucket {
  const bucket = buckets.get(name);
  if (bucket === undefined) {
    throw new Error(
      `task function "${contract.name}" accesses the bucket "${name}", which is not among the given buckets ` +
        `(${[...buckets.keys()].join(", ") || "none"})`,
    );
  }
  return bucket;
}

function accessVariables(props: TaskFunctionProps): Record<string, string> {
  return Object.fromEntries(
    Object.entries(props.contract.access).map(([key, access]) => [
      accessVariable(key),
      bucketOf(props, access).bucketName,
    ]),
  );
}

function rightsOf(
  contract: Contract,
  { bucket: name, mode, keyPattern }: BucketAccess,
  bucket: GivenBucket,
): readonly Right[] {
  const objects = {
    resources: [bucket.arnForObjects(keyPattern)],
    wildcardReason: `The contract of ${contract.name} names these keys of the bucket ${name} and no others.`,
  };
  // Without ListBucket S3 answers 403 for a key that does not exist, and a missing object could not be told from a missing right.
  // It is not narrowed by s3:prefix: a GetObject has no prefix, so the condition would bring the 403 back.
  const read: readonly Right[] = [
    { actions: ["s3:GetObject"], ...objects },
    { actions: ["s3:ListBucket"], resources: [bucket.bucketArn] },
  ];
  const write: readonly Right[] = [{ actions: ["s3:PutObject", "s3:AbortMultipartUpload"], ...objects }];
  switch (mode) {
    case "read":
      return read;
    case "write":
      return write;
    case "readWrite":
      return [...read, ...write];
  }
}
