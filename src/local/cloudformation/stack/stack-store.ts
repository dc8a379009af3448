import type { DatabaseSync } from "node:sqlite";
import type { ChangeSetRecord, ResourceRecord, StackEvent, StackRecord, UndoEntry } from "./stack-record.ts";

const schema = `
  CREATE TABLE IF NOT EXISTS cloudformation_stacks (
    stack_id TEXT PRIMARY KEY, stack_name TEXT NOT NULL, is_deleted INTEGER NOT NULL, created_at INTEGER NOT NULL, record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS cloudformation_stacks_by_name ON cloudformation_stacks (stack_name, is_deleted);
  CREATE TABLE IF NOT EXISTS cloudformation_resources (
    stack_id TEXT NOT NULL, logical_id TEXT NOT NULL, physical_id TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (stack_id, logical_id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS cloudformation_undo (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, stack_id TEXT NOT NULL, entry TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS cloudformation_events (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, stack_id TEXT NOT NULL, timestamp INTEGER NOT NULL, record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS cloudformation_events_by_stack ON cloudformation_events (stack_id, sequence);
  CREATE TABLE IF NOT EXISTS cloudformation_change_sets (
    change_set_id TEXT PRIMARY KEY, stack_id TEXT NOT NULL, name TEXT NOT NULL, record TEXT NOT NULL
  ) STRICT;
`;

export interface StackStore {
  readonly putStack: (stack: StackRecord) => void;
  /** By name only a stack that is not deleted; by ARN any. */
  readonly findStack: (nameOrArn: string) => StackRecord | undefined;
  readonly stacks: () => readonly StackRecord[];
  readonly removeStack: (stackId: string) => void;
  readonly resources: (stackId: string) => readonly ResourceRecord[];
  readonly resource: (stackId: string, logicalId: string) => ResourceRecord | undefined;
  readonly stackOfResource: (physicalId: string) => string | undefined;
  readonly putResource: (stackId: string, resource: ResourceRecord) => void;
  readonly removeResource: (stackId: string, logicalId: string) => void;
  readonly pushUndo: (stackId: string, entry: UndoEntry) => void;
  /** Newest first: the order in which steps are taken back. */
  readonly undoEntries: (stackId: string) => readonly { readonly sequence: number; readonly entry: UndoEntry }[];
  readonly removeUndo: (sequence: number) => void;
  readonly addEvent: (event: StackEvent) => void;
  /** Newest first. */
  readonly events: (stackId: string) => readonly StackEvent[];
  readonly lastEventTime: (stackId: string) => number;
  readonly putChangeSet: (changeSet: ChangeSetRecord) => void;
  readonly changeSets: (stackId: string) => readonly ChangeSetRecord[];
  readonly changeSetById: (changeSetId: string) => ChangeSetRecord | undefined;
  readonly removeChangeSet: (changeSetId: string) => void;
}

/** Keeps stacks, their resources, events and change sets in SQLite, one JSON record a row. */
export function createStackStore(db: DatabaseSync): StackStore {
  db.exec(schema);
  const run = (sql: string) => {
    const statement = db.prepare(sql);
    return (...values: (string | number)[]): void => void statement.run(...values);
  };
  const rows = <Row>(sql: string) => {
    const statement = db.prepare(sql);
    return (...values: (string | number)[]): readonly Row[] => statement.all(...values) as unknown as readonly Row[];
  };
  const records = <Record>(sql: string) => {
    const select = rows<{ record: string }>(sql);
    return (...values: (string | number)[]): readonly Record[] =>
      select(...values).map(({ record }) => JSON.parse(record) as Record);
  };
  return {
    ...stackAccess(run, records),
    ...resourceAccess(run, rows, records),
    ...undoAccess(run, rows),
    ...eventAccess(run, rows, records),
    ...changeSetAccess(run, records),
  };
}

type Run = (sql: string) => (...values: (string | number)[]) => void;
type Rows = <Row>(sql: string) => (...values: (string | number)[]) => readonly Row[];

function stackAccess(run: Run, records: Rows): Pick<StackStore, "putStack" | "findStack" | "stacks" | "removeStack"> {
  const put = run("INSERT OR REPLACE INTO cloudformation_stacks VALUES (?, ?, ?, ?, ?)");
  const byId = records<StackRecord>("SELECT record FROM cloudformation_stacks WHERE stack_id = ?");
  const byName = records<StackRecord>(
    "SELECT record FROM cloudformation_stacks WHERE stack_name = ? AND is_deleted = 0",
  );
  return {
    putStack: (stack) =>
      put(
        stack.stackId,
        stack.stackName,
        stack.status === "DELETE_COMPLETE" ? 1 : 0,
        stack.creationTime,
        JSON.stringify(stack),
      ),
    findStack: (nameOrArn) => (nameOrArn.startsWith("arn:") ? byId : byName)(nameOrArn)[0],
    stacks: records<StackRecord>("SELECT record FROM cloudformation_stacks ORDER BY created_at DESC, rowid DESC"),
    removeStack: run("DELETE FROM cloudformation_stacks WHERE stack_id = ?"),
  };
}

function resourceAccess(
  run: Run,
  rows: Rows,
  records: Rows,
): Pick<StackStore, "resources" | "resource" | "stackOfResource" | "putResource" | "removeResource"> {
  const put = run("INSERT OR REPLACE INTO cloudformation_resources VALUES (?, ?, ?, ?)");
  const one = records<ResourceRecord>(
    "SELECT record FROM cloudformation_resources WHERE stack_id = ? AND logical_id = ?",
  );
  const owner = rows<{ stack_id: string }>("SELECT stack_id FROM cloudformation_resources WHERE physical_id = ?");
  return {
    resources: records<ResourceRecord>(
      "SELECT record FROM cloudformation_resources WHERE stack_id = ? ORDER BY logical_id",
    ),
    resource: (stackId, logicalId) => one(stackId, logicalId)[0],
    stackOfResource: (physicalId) => owner(physicalId)[0]?.stack_id,
    putResource: (stackId, resource) => put(stackId, resource.logicalId, resource.physicalId, JSON.stringify(resource)),
    removeResource: run("DELETE FROM cloudformation_resources WHERE stack_id = ? AND logical_id = ?"),
  };
}

function undoAccess(run: Run, rows: Rows): Pick<StackStore, "pushUndo" | "undoEntries" | "removeUndo"> {
  const push = run("INSERT INTO cloudformation_undo (stack_id, entry) VALUES (?, ?)");
  const select = rows<{ sequence: number; entry: string }>(
    "SELECT sequence, entry FROM cloudformation_undo WHERE stack_id = ? ORDER BY sequence DESC",
  );
  return {
    pushUndo: (stackId, entry) => push(stackId, JSON.stringify(entry)),
    undoEntries: (stackId) =>
      select(stackId).map(({ sequence, entry }) => ({ sequence, entry: JSON.parse(entry) as UndoEntry })),
    removeUndo: run("DELETE FROM cloudformation_undo WHERE sequence = ?"),
  };
}

function eventAccess(run: Run, rows: Rows, records: Rows): Pick<StackStore, "addEvent" | "events" | "lastEventTime"> {
  const add = run("INSERT INTO cloudformation_events (stack_id, timestamp, record) VALUES (?, ?, ?)");
  const last = rows<{ timestamp: number }>(
    "SELECT timestamp FROM cloudformation_events WHERE stack_id = ? ORDER BY sequence DESC LIMIT 1",
  );
  return {
    addEvent: (event) => add(event.stackId, event.timestamp, JSON.stringify(event)),
    events: records<StackEvent>("SELECT record FROM cloudformation_events WHERE stack_id = ? ORDER BY sequence DESC"),
    lastEventTime: (stackId) => last(stackId)[0]?.timestamp ?? 0,
  };
}

function changeSetAccess(
  run: Run,
  records: Rows,
): Pick<StackStore, "putChangeSet" | "changeSets" | "changeSetById" | "removeChangeSet"> {
  const put = run("INSERT OR REPLACE INTO cloudformation_change_sets VALUES (?, ?, ?, ?)");
  const byId = records<ChangeSetRecord>("SELECT record FROM cloudformation_change_sets WHERE change_set_id = ?");
  return {
    putChangeSet: (changeSet) =>
      put(changeSet.changeSetId, changeSet.stackId, changeSet.changeSetName, JSON.stringify(changeSet)),
    changeSets: records<ChangeSetRecord>(
      "SELECT record FROM cloudformation_change_sets WHERE stack_id = ? ORDER BY rowid DESC",
    ),
    changeSetById: (changeSetId) => byId(changeSetId)[0],
    removeChangeSet: run("DELETE FROM cloudformation_change_sets WHERE change_set_id = ?"),
  };
}
