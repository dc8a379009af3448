import { type DragEvent, type ReactNode, useCallback, useState } from "react";
import type { Change, TriggerList } from "../../src/local/console/read-api.ts";
import { readJson, uploadObject } from "../api/client.ts";
import { useLive } from "../api/use-live.ts";
import { folderHint, type TriggerHint, uploadHint } from "../view-model/trigger-hint.ts";
import { uploadKey } from "../view-model/upload-key.ts";

interface DropZoneProps {
  readonly bucket: string;
  readonly prefix: string;
}

type Upload =
  | { readonly state: "sending"; readonly key: string; readonly part: number }
  | { readonly state: "done"; readonly key: string; readonly hint: TriggerHint }
  | { readonly state: "failed"; readonly key: string; readonly message: string };

/** Uploads what is dropped on it, into the folder that its field names. */
export function DropZone({ bucket, prefix }: DropZoneProps): ReactNode {
  const [folder, setFolder] = useState(prefix);
  const [shownPrefix, setShownPrefix] = useState(prefix);
  const [isOver, setIsOver] = useState(false);
  const [uploads, setUploads] = useState<ReadonlyMap<string, Upload>>(new Map());
  // Walking into a folder moves the target along.
  if (shownPrefix !== prefix) {
    setShownPrefix(prefix);
    setFolder(prefix);
  }
  const note = (upload: Upload): void => setUploads((before) => new Map(before).set(upload.key, upload));
  const send = async (file: File): Promise<void> => {
    const key = uploadKey(folder, file.name);
    note({ state: "sending", key, part: 0 });
    try {
      await uploadObject(bucket, key, file, (part) => note({ state: "sending", key, part }));
      const { triggers } = await readJson<TriggerList>("triggers", { bucket, key, size: String(file.size) });
      note({ state: "done", key, hint: uploadHint(triggers) });
    } catch (error) {
      note({ state: "failed", key, message: error instanceof Error ? error.message : String(error) });
    }
  };
  const sendAll = (files: FileList | null): void => {
    for (const file of files ?? []) void send(file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    sendAll(event.dataTransfer.files);
  };
  return (
    <section
      className={`drop ${isOver ? "over" : ""}`}
      aria-label="Upload"
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <p>
        Drop files here, or{" "}
        <label className="choose">
          choose some
          <input type="file" multiple onChange={({ target }) => sendAll(target.files)} />
        </label>
      </p>
      <label>
        into the folder
        <input value={folder} placeholder="(root)" onChange={({ target }) => setFolder(target.value)} />
      </label>
      <FolderHint bucket={bucket} folder={folder} />
      <ul aria-live="polite">
        {[...uploads.values()].map((upload) => (
          <li key={upload.key} className={upload.state === "done" ? upload.hint.tone : upload.state}>
            <span className="mono">{upload.key}</span> {uploadText(upload)}
          </li>
        ))}
      </ul>
    </section>
  );
}

const concerns = ({ topic }: Change): boolean => topic === "stack";

/** Says, before anything is sent, what an upload into the folder would start. */
function FolderHint({ bucket, folder }: { readonly bucket: string; readonly folder: string }): ReactNode {
  const load = useCallback(() => readJson<TriggerList>("triggers", { bucket }), [bucket]);
  const loaded = useLive(load, concerns);
  if (loaded.state !== "data") return null;
  const { tone, text } = folderHint(loaded.data.triggers, folder);
  return (
    <p className={`trigger ${tone}`} role="note">
      {text}
    </p>
  );
}

function uploadText(upload: Upload): string {
  switch (upload.state) {
    case "sending":
      return `${Math.round(upload.part * 100)} %`;
    case "done":
      return `uploaded; ${upload.hint.text}`;
    case "failed":
      return `failed: ${upload.message}`;
  }
}
