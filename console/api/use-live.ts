import { useEffect } from "react";
import type { Change } from "../../src/local/console/read-api.ts";
import { type Loaded, useLoaded } from "./use-loaded.ts";

const quietMs = 120;

/**
 * Loads data, and again whenever the server tells of a change that `concerns` this view. Changes that come close together
 * cause one reload; the old data stays on screen meanwhile.
 */
export function useLive<Data>(load: () => Promise<Data>, concerns: (change: Change) => boolean): Loaded<Data> {
  const [loaded, reload] = useLoaded(load);
  useEffect(() => {
    let timer: number | undefined;
    const schedule = (): void => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        reload();
      }, quietMs);
    };
    const source = new EventSource("/_millrace/api/changes");
    source.addEventListener("message", ({ data }) => {
      if (concerns(JSON.parse(data as string) as Change)) schedule();
    });
    // What changed since the data was read and before changes are told, at first or after a break, would be missed.
    source.addEventListener("open", schedule);
    return () => {
      source.close();
      window.clearTimeout(timer);
    };
  }, [reload, concerns]);
  return loaded;
}
