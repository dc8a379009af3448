import type { ReactNode } from "react";
import type { ObjectPage } from "../../src/local/console/read-api.ts";
import { objectAddress } from "../api/client.ts";
import { Link } from "../navigation.tsx";
import { formatBytes } from "../view-model/format-bytes.ts";
import { Notice } from "./notice.tsx";

interface ObjectTableProps {
  readonly bucket: string;
  readonly prefix: string;
  readonly page: ObjectPage;
  readonly selectedKey: string;
}

export function ObjectTable({ bucket, prefix, page, selectedKey }: ObjectTableProps): ReactNode {
  if (page.prefixes.length === 0 && page.objects.length === 0) {
    return <Notice kind="empty">Nothing here yet.</Notice>;
  }
  return (
    <div className="card scroll">
      <table className="stacked">
        <thead>
          <tr>
            <th>Key</th>
            <th className="number">Size</th>
            <th>Modified</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {page.prefixes.map((folder) => (
            <tr key={folder}>
              <td className="mono" colSpan={4}>
                <Link to={{ screen: "buckets", bucket, prefix: folder, key: "" }}>{folder.slice(prefix.length)}</Link>
              </td>
            </tr>
          ))}
          {page.objects.map(({ key, size, lastModified }) => (
            <tr key={key} className={key === selectedKey ? "chosen" : ""}>
              <td className="mono">
                <Link to={{ screen: "buckets", bucket, prefix, key }}>{key.slice(prefix.length)}</Link>
              </td>
              <td className="number">{formatBytes(size)}</td>
              <td>{new Date(lastModified).toLocaleString()}</td>
              <td>
                <a href={objectAddress(bucket, key)} download={key.split("/").at(-1)}>
                  download
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {page.cursor !== null && <p className="hint">More objects follow; open a folder or narrow with the aws CLI.</p>}
    </div>
  );
}
