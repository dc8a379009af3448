import { type ReactNode, useCallback } from "react";
import { type Loaded, useLoaded } from "../api/use-loaded.ts";
import { loadPreview } from "../api/load-preview.ts";
import { objectAddress } from "../api/client.ts";
import { fileKind, type Preview } from "../view-model/table-preview.ts";
import { Notice } from "./notice.tsx";

interface ObjectPreviewProps {
  readonly bucket: string;
  readonly objectKey: string;
}

export function ObjectPreview({ bucket, objectKey }: ObjectPreviewProps): ReactNode {
  const load = useCallback(() => loadPreview(bucket, objectKey), [bucket, objectKey]);
  const [loaded] = useLoaded(load);
  return (
    <section aria-label="Preview">
      <h2>
        Preview of <span className="mono">{objectKey.split("/").at(-1)}</span>
      </h2>
      {fileKind(objectKey) === "html" ? (
        // Sandboxed without rights: what lies in a bucket must not act in the console's name.
        <iframe className="card page" sandbox="" src={objectAddress(bucket, objectKey)} title={objectKey} />
      ) : (
        <PreviewBody loaded={loaded} />
      )}
    </section>
  );
}

function PreviewBody({ loaded }: { readonly loaded: Loaded<Preview> }): ReactNode {
  switch (loaded.state) {
    case "loading":
      return <Notice kind="loading">Reading the file…</Notice>;
    case "error":
      return <Notice kind="error">Cannot show this file: {loaded.message}</Notice>;
    case "data":
      return <PreviewView preview={loaded.data} />;
  }
}

function PreviewView({ preview }: { readonly preview: Preview }): ReactNode {
  switch (preview.kind) {
    case "none":
      return <Notice kind="empty">{preview.note}</Notice>;
    case "text":
      return (
        <>
          <p className="facts">{preview.note}</p>
          <pre className="card text" tabIndex={0}>
            {preview.text}
          </pre>
        </>
      );
    case "table":
      return (
        <>
          <p className="facts">{preview.note}</p>
          <div className="card scroll tall" tabIndex={0}>
            <table className="data">
              <thead>
                <tr>
                  {preview.columns.map((column, index) => (
                    <th key={index}>{column}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {preview.rows.map((row, index) => (
                  <tr key={index}>
                    {row.map((cell, column) => (
                      <td key={column}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      );
  }
}
