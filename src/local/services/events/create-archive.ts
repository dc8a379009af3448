import type { CreateArchiveRequest, CreateArchiveResponse } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import type { Archiver } from "./create-archiver.ts";
import { archiveArn, archiveAuthorization, findArchive, putArchiveRow } from "./archive-store.ts";
import { getBus } from "./bus-store.ts";
import { checkArchive } from "./check-archive.ts";

export const createArchive = (archiver: Archiver): Operation<CreateArchiveRequest, CreateArchiveResponse> => ({
  members: ["ArchiveName", "EventSourceArn", "Description", "EventPattern", "RetentionDays"],
  authorize: archiveAuthorization("CreateArchive"),
  handle(input, { cloud }) {
    checkArchive(input);
    const name = input.ArchiveName ?? "";
    const bus = getBus(cloud, input.EventSourceArn).name;
    if (findArchive(cloud, name) !== undefined) {
      throw new AwsError("ResourceAlreadyExistsException", `Archive ${name} already exists.`);
    }
    const created_at = cloud.clock.now();
    putArchiveRow(cloud, {
      name,
      bus,
      description: input.Description ?? null,
      pattern: input.EventPattern === undefined ? null : String(input.EventPattern),
      retention_days: input.RetentionDays ?? 0,
      created_at,
    });
    archiver.forget();
    return { ArchiveArn: archiveArn(cloud, name), State: "ENABLED", CreationTime: new Date(created_at) };
  },
});
