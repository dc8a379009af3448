import { errorNames } from "#asl";
import { TaskFailure } from "../task-failure.ts";

/** What a distributed Map fails with whose items cannot be read. */
export function readerFailure(cause: string): TaskFailure {
  return new TaskFailure(errorNames.itemReaderFailed, cause);
}
