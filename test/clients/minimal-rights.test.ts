import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAccess, type RightUse, type RoleAccess } from "#local";
import { projectFolder, type DeployedApp, deployReferenceApp } from "../support/deployed-app.ts";

const root = { kind: "root" } as const;

/** Statements that no run of the app uses, and why they are there all the same. */
const forFaults: readonly { readonly right: RegExp; readonly why: string }[] = [
  {
    right: /-AppCheckRowsFunctionRole\S* s3:ListBucket on arn:aws:s3:::birdstrikes-applake/,
    why: "check-rows reads there only what another execution has just appended; were it gone, S3 must say 404 and not 403",
  },
];

// The app with its real template and rights, enforced: each statement is used, and without any one of them something is denied.
describe("the reference app's roles", () => {
  let app: DeployedApp;
  let files = 0;

  beforeAll(async () => {
    app = await deployReferenceApp();
    await useEverything();
  });
  afterAll(async () => app?.stop());

  const call = <Output>(service: "s3" | "iam" | "lambda", operation: string, input: object): Promise<Output> =>
    app.running.cloud.call<Output>(service, operation, input, root);

  const access = (): readonly RoleAccess[] => {
    app.running.cloud.access.flush();
    return readAccess(app.running.cloud.dataFolder) ?? [];
  };

  /** A good file and another one with the same bytes, a bad one, and keys under which nothing lies. */
  async function useEverything(): Promise<void> {
    const Bucket = app.buckets.get("landing") ?? "";
    const source = readFileSync(join(projectFolder, "node_modules/vega-datasets/data/birdstrikes.csv"), "utf8");
    const rows = source.split("\n");
    files += 1;
    // Other bytes each time, or it would be a duplicate; one row too many columns, for quarantine.
    const good = [rows[0], ...rows.slice(files, files + 3), `${rows[1]},too,many`].join("\n");
    await call("s3", "PutObject", { Bucket, Key: `birdstrikes/good-${files}.csv`, Body: `${good}\n` });
    await call("s3", "PutObject", { Bucket, Key: `birdstrikes/same-${files}.csv`, Body: `${good}\n` });
    await call("s3", "PutObject", { Bucket, Key: `birdstrikes/bad-${files}.csv`, Body: `not a table ${files}` });
    for (const [name, payload] of missingObjects(rows[0]?.trim().split(",") ?? [])) await invoke(name, payload);
    await settled();
  }

  async function invoke(name: string, payload: object): Promise<void> {
    const { Functions } = await call<{ Functions: { FunctionName: string }[] }>("lambda", "ListFunctions", {});
    const found = Functions.find(({ FunctionName }) => FunctionName.includes(name));
    const Payload = Buffer.from(JSON.stringify(payload));
    await call("lambda", "Invoke", { FunctionName: found?.FunctionName, Payload });
  }

  /** Resolves when no execution runs and no event waits for its delivery. */
  async function settled(): Promise<void> {
    const left = app.running.cloud.db.prepare(
      `SELECT (SELECT count(*) FROM states_executions WHERE status = 'RUNNING')
         + (SELECT count(*) FROM events_deliveries WHERE state = 'pending')
         + (SELECT count(*) FROM events_events WHERE is_routed = 0) AS n`,
    );
    while (left.get()?.n !== 0) await pause(20);
  }

  const describeRight = (roleName: string, { action, resource }: RightUse): string =>
    `${roleName} ${action} on ${resource}`;
  const isForFaults = (text: string): boolean => forFaults.some(({ right }) => right.test(text));

  it("have no statement that goes unused, except those that are listed", () => {
    const unused = access().flatMap(({ roleName, rights }) =>
      [...Map.groupBy(rights, ({ policy, statement }) => `${policy} ${statement}`).values()]
        .filter((statement) => statement.every(({ firstUsedAt }) => firstUsedAt === undefined))
        .map(([first]) => describeRight(roleName, first!)),
    );
    expect(unused.filter((text) => !isForFaults(text))).toEqual([]);
    expect(access().flatMap(({ denied }) => denied)).toEqual([]);
  });

  it("cannot do without any one of their statements", async () => {
    const missed: string[] = [];
    for (const { roleName: RoleName, rights } of access()) {
      for (const PolicyName of new Set(rights.map(({ policy }) => policy))) {
        if (PolicyName === "trust policy") continue;
        const read = await call<{ PolicyDocument: string }>("iam", "GetRolePolicy", { RoleName, PolicyName });
        const whole = decodeURIComponent(read.PolicyDocument);
        const { Statement: statements, ...rest } = JSON.parse(whole) as { Statement: object[] };
        for (const index of statements.keys()) {
          const [right] = rights.filter(({ policy, statement }) => policy === PolicyName && statement === index + 1);
          const text = describeRight(RoleName, right!);
          // A state machine has its log delivered from its creation on.
          if (isForFaults(text) || right!.action === "logs:CreateLogDelivery") continue;
          const without = JSON.stringify({ ...rest, Statement: statements.filter((_, other) => other !== index) });
          const deniedBefore = deniedTimes(RoleName);
          await call("iam", "PutRolePolicy", { RoleName, PolicyName, PolicyDocument: without });
          // An environment that may write its log writes it to its end.
          if (right!.action.startsWith("logs:")) await restartFunctions();
          await useEverything();
          if (deniedTimes(RoleName) === deniedBefore) missed.push(text);
          await call("iam", "PutRolePolicy", { RoleName, PolicyName, PolicyDocument: whole });
        }
      }
    }
    expect(missed).toEqual([]);
  }, 900_000);

  const deniedTimes = (role: string): number =>
    (access().find(({ roleName }) => roleName === role)?.denied ?? []).reduce((sum, { times }) => sum + times, 0);

  async function restartFunctions(): Promise<void> {
    const { Functions } = await call<{ Functions: { FunctionName: string }[] }>("lambda", "ListFunctions", {});
    for (const { FunctionName } of Functions) {
      await call("lambda", "UpdateFunctionConfiguration", { FunctionName, Description: `restarted ${files}` });
    }
  }
});

/** Task → an input that names an object that is not there. */
function missingObjects(columns: readonly string[]): readonly (readonly [string, object])[] {
  const [dataset, key, etag, sha256] = ["birdstrikes", "birdstrikes/missing.csv", "0".repeat(32), "0".repeat(64)];
  return [
    ["InspectFile", { key, etag }],
    ["CheckRows", { dataset, key, etag, encoding: "utf-8", delimiter: ",", columns, sha256 }],
    ["QuarantineFile", { dataset, key, etag, error: "EmptyFile", reason: "the file is empty" }],
    ["ProfileDataset", { dataset, key, sha256, rows: 1, good: 1, bad: 0, reasons: [] }],
  ];
}
