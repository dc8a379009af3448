import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Principal } from "../../../src/local/service.ts";
import { createEventsService } from "../../../src/local/services/events/index.ts";
import { createS3Service } from "../../../src/local/services/s3/index.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

const root: Principal = { kind: "root" };
const Bucket = "landing";

interface Event {
  readonly source: string;
  readonly "detail-type": string;
  readonly detail: { readonly object: { readonly key: string; readonly sequencer: string }; readonly reason: string };
}

const options = {
  services: [createEventsService, createS3Service],
  clock: createManualClock(Date.parse("2026-11-22T10:20:30.456Z")),
};

describe("events of S3", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await createTestCloud(options);
    await call("CreateBucket", { Bucket });
    await call("PutBucketNotificationConfiguration", {
      Bucket,
      NotificationConfiguration: { EventBridgeConfiguration: {} },
    });
  });
  afterEach(() => cloud.close());

  const call = (operation: string, input: object) =>
    cloud.cloud.call<Readonly<Record<string, string>>>("s3", operation, input, root);
  const sent = (): readonly Event[] =>
    cloud.cloud.db
      .prepare("SELECT envelope FROM events_events ORDER BY sequence")
      .all()
      .map((row) => JSON.parse(String(row["envelope"])) as Event);

  it("say in AWS's shape what was created, with the key as it is", async () => {
    await call("PutObject", { Bucket, Key: "birdstrikes/ü +1.csv", Body: "a;b" });
    expect(sent()).toEqual([
      {
        version: "0",
        id: expect.any(String) as string,
        account: "000000000000",
        region: "us-east-1",
        source: "aws.s3",
        "detail-type": "Object Created",
        time: "2026-11-22T10:20:30Z",
        resources: ["arn:aws:s3:::landing"],
        detail: {
          version: "0",
          bucket: { name: "landing" },
          object: {
            key: "birdstrikes/ü +1.csv",
            size: 3,
            etag: "45d17989299efc4321960bf46f2ebd0a",
            sequencer: expect.stringMatching(/^00[0-9A-F]{16}$/) as string,
          },
          "request-id": expect.any(String) as string,
          requester: "000000000000",
          "source-ip-address": "127.0.0.1",
          reason: "PutObject",
        },
      },
    ]);
  });

  it("come from copies, multipart uploads and deletions too, with growing sequencers", async () => {
    await call("PutObject", { Bucket, Key: "a", Body: "1" });
    await call("CopyObject", { Bucket, Key: "a", CopySource: `${Bucket}/a`, MetadataDirective: "REPLACE" });
    const part = {
      Bucket,
      Key: "a",
      UploadId: (await call("CreateMultipartUpload", { Bucket, Key: "a" }))["UploadId"],
    };
    const { ETag } = await call("UploadPart", { ...part, PartNumber: 1, Body: "2" });
    await call("CompleteMultipartUpload", { ...part, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } });
    await call("DeleteObject", { Bucket, Key: "a" });
    await call("DeleteObject", { Bucket, Key: "a" });
    await call("PutObject", { Bucket, Key: "a", Body: "3" });
    const events = sent();
    expect(events.map((event) => event.detail.reason)).toEqual([
      "PutObject",
      "CopyObject",
      "CompleteMultipartUpload",
      "DeleteObject",
      "PutObject",
    ]);
    const sequencers = events.map((event) => event.detail.object.sequencer);
    expect(sequencers).toEqual(sequencers.toSorted());
    expect(new Set(sequencers).size).toBe(5);
  });

  it("name the version in a versioned bucket, and the marker that a deletion leaves", async () => {
    await call("PutBucketVersioning", { Bucket, VersioningConfiguration: { Status: "Enabled" } });
    const { VersionId } = await call("PutObject", { Bucket, Key: "a", Body: "1" });
    const marker = await call("DeleteObject", { Bucket, Key: "a" });
    expect(sent()).toMatchObject([
      { detail: { object: { "version-id": VersionId } } },
      {
        "detail-type": "Object Deleted",
        detail: { object: { "version-id": marker["VersionId"] }, "deletion-type": "Delete Marker Created" },
      },
    ]);
  });

  it("are not written for a write that failed, nor for a bucket that sends none", async () => {
    await call("PutObject", { Bucket, Key: "a", Body: "1" });
    await expect(call("PutObject", { Bucket, Key: "a", Body: "2", IfNoneMatch: "*" })).rejects.toThrow(
      "pre-conditions",
    );
    await call("CreateBucket", { Bucket: "silent" });
    await call("PutObject", { Bucket: "silent", Key: "a", Body: "1" });
    expect(sent()).toHaveLength(1);
  });

  it("belong to the write: without the one there is not the other", async () => {
    cloud.cloud.db.exec("DROP TABLE events_events");
    await expect(call("PutObject", { Bucket, Key: "a", Body: "1" })).rejects.toThrow("events_events");
    await expect(call("HeadObject", { Bucket, Key: "a" })).rejects.toMatchObject({ status: 404 });
  });
});
