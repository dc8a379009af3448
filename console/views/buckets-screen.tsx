import { type ReactNode, useCallback } from "react";
import type { BucketList, Change, ObjectPage } from "../../src/local/console/read-api.ts";
import { readJson } from "../api/client.ts";
import { useLive } from "../api/use-live.ts";
import { Link } from "../navigation.tsx";
import { breadcrumbs } from "../view-model/upload-key.ts";
import { DropZone } from "./drop-zone.tsx";
import { Notice } from "./notice.tsx";
import { ObjectPreview } from "./object-preview.tsx";
import { ObjectTable } from "./object-table.tsx";

interface BucketsScreenProps {
  /** Empty for the list of buckets. */
  readonly bucket: string;
  readonly prefix: string;
  /** The object that is previewed; empty for none. */
  readonly selectedKey: string;
}

const concernsBuckets = ({ topic }: Change): boolean => topic === "bucket" || topic === "stack";

export function BucketsScreen({ bucket, prefix, selectedKey }: BucketsScreenProps): ReactNode {
  return bucket === "" ? <Buckets /> : <BucketView bucket={bucket} prefix={prefix} selectedKey={selectedKey} />;
}

function Buckets(): ReactNode {
  const load = useCallback(() => readJson<BucketList>("buckets"), []);
  const loaded = useLive(load, concernsBuckets);
  switch (loaded.state) {
    case "loading":
      return <Notice kind="loading">Loading buckets…</Notice>;
    case "error":
      return <Notice kind="error">Cannot read the buckets: {loaded.message}</Notice>;
    case "data":
      return (
        <>
          <h1>Buckets</h1>
          {loaded.data.buckets.length === 0 ? (
            <Notice kind="empty">There are no buckets yet. They come with the first deployment.</Notice>
          ) : (
            <ul className="buckets">
              {loaded.data.buckets.map(({ name, logicalName }) => (
                <li key={name} className="card">
                  <Link to={{ screen: "buckets", bucket: name, prefix: "", key: "" }}>{logicalName ?? name}</Link>
                  {logicalName !== null && <span className="mono physical">{name}</span>}
                </li>
              ))}
            </ul>
          )}
        </>
      );
  }
}

function BucketView({ bucket, prefix, selectedKey }: BucketsScreenProps): ReactNode {
  const load = useCallback(() => readJson<ObjectPage>("objects", { bucket, prefix }), [bucket, prefix]);
  const concerns = useCallback(({ topic, id }: Change) => topic === "bucket" && id === bucket, [bucket]);
  const loaded = useLive(load, concerns);
  return (
    <>
      <BucketPath bucket={bucket} prefix={prefix} />
      <DropZone bucket={bucket} prefix={prefix} />
      {loaded.state === "loading" && <Notice kind="loading">Loading objects…</Notice>}
      {loaded.state === "error" && <Notice kind="error">Cannot read this bucket: {loaded.message}</Notice>}
      {loaded.state === "data" && (
        <ObjectTable bucket={bucket} prefix={prefix} page={loaded.data} selectedKey={selectedKey} />
      )}
      {selectedKey !== "" && <ObjectPreview key={selectedKey} bucket={bucket} objectKey={selectedKey} />}
    </>
  );
}

function BucketPath({ bucket, prefix }: { readonly bucket: string; readonly prefix: string }): ReactNode {
  return (
    <div className="heading">
      <Link to={{ screen: "buckets", bucket: "", prefix: "", key: "" }} className="back">
        ← Buckets
      </Link>
      <h1 className="mono path">
        <Link to={{ screen: "buckets", bucket, prefix: "", key: "" }}>{bucket}</Link>
        {breadcrumbs(prefix).map((part) => (
          <span key={part.prefix}>
            {" / "}
            <Link to={{ screen: "buckets", bucket, prefix: part.prefix, key: "" }}>{part.label}</Link>
          </span>
        ))}
      </h1>
    </div>
  );
}
