import type { DeleteArchiveRequest } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import type { Archiver } from "./create-archiver.ts";
import { archiveAuthorization, getArchive } from "./archive-store.ts";

export const deleteArchive = (archiver: Archiver): Operation<DeleteArchiveRequest, object> => ({
  members: ["ArchiveName"],
  authorize: archiveAuthorization("DeleteArchive"),
  handle(input, { cloud }) {
    const { name } = getArchive(cloud, input.ArchiveName);
    cloud.db.prepare("DELETE FROM events_archives WHERE name = ?").run(name);
    archiver.forget();
    return {};
  },
});
