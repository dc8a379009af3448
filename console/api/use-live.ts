import { useCallback, useEffect, useRef, useState } from "react";
import type { Change } from "../../src/local/console/read-api.ts";

export type Loaded<Data> =
  | { readonly state: "loading" }
  | { readonly state: "error"; readonly message: string }
  | { readonly state: "data"; readonly data: Data };

const quietMs = 120;

/**
 * Loads data, and again whenever the server tells of a change that `concerns` this view. Changes that come close together
 * cause one reload; the old data stays on screen meanwhile.
 */
export function useLive<Data>(load: () => Promise<Data>, concerns: (change: Change) => boolean): Loaded<Data> {
  const [loaded, setLoaded] = useState<Loaded<Data>>({ state: "loading" });
  const generation = useRef(0);
  const reload = useCallback(() => {
    generation.current += 1;
    const mine = generation.current;
    load().then(
      (data) => mine === generation.current && setLoaded({ state: "data", data }),
      (error: unknown) =>
        mine === generation.current &&
        setLoaded({ state: "error", message: error instanceof Error ? error.message : String(error) }),
    );
  }, [load]);
  useEffect(() => {
    setLoaded({ state: "loading" });
    reload();
    return () => {
      generation.current += 1;
    };
  }, [reload]);
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
    // After a break something may have been missed.
    let wasLost = false;
    source.addEventListener("error", () => {
      wasLost = true;
    });
    source.addEventListener("open", () => {
      if (wasLost) schedule();
      wasLost = false;
    });
    return () => {
      source.close();
      window.clearTimeout(timer);
    };
  }, [reload, concerns]);
  return loaded;
}
