import type { UpdateArchiveRequest, UpdateArchiveResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import type { Archiver } from "./create-archiver.ts";
import { archiveArn, archiveAuthorization, getArchive, putArchiveRow } from "./archive-store.ts";
import { checkArchive } from "./check-archive.ts";

/** Changes what is given; the rest stays. What is archived already stays too. */
export const updateArchive = (archiver: Archiver): Operation<UpdateArchiveRequest, UpdateArchiveResponse> => ({
  members: ["ArchiveName", "Description", "EventPattern", "RetentionDays"],
  authorize: archiveAuthorization("UpdateArchive"),
  handle(input, { cloud }) {
    checkArchive(input);
    const archive = getArchive(cloud, input.ArchiveName);
    putArchiveRow(cloud, {
      ...archive,
      description: input.Description ?? archive.description,
      pattern: input.EventPattern === undefined ? archive.pattern : String(input.EventPattern),
      retention_days: input.RetentionDays ?? archive.retention_days,
    });
    archiver.forget();
    return {
      ArchiveArn: archiveArn(cloud, archive.name),
      State: "ENABLED",
      CreationTime: new Date(archive.created_at),
    };
  },
});
