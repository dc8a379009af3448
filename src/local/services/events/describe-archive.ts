import type { DescribeArchiveRequest, DescribeArchiveResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { archiveArn, archiveAuthorization, describeArchiveRow, getArchive } from "./archive-store.ts";

export const describeArchive: Operation<DescribeArchiveRequest, DescribeArchiveResponse> = {
  members: ["ArchiveName"],
  authorize: archiveAuthorization("DescribeArchive"),
  handle(input, { cloud }) {
    const archive = getArchive(cloud, input.ArchiveName);
    return {
      ...describeArchiveRow(cloud, archive),
      ArchiveArn: archiveArn(cloud, archive.name),
      ...(archive.description === null ? {} : { Description: archive.description }),
      ...(archive.pattern === null ? {} : { EventPattern: archive.pattern }),
    };
  },
};
