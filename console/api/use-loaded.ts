import { useCallback, useEffect, useRef, useState } from "react";

export type Loaded<Data> =
  | { readonly state: "loading" }
  | { readonly state: "error"; readonly message: string }
  | { readonly state: "data"; readonly data: Data };

/** Loads data, and once more whenever `reload` is called; the old data stays on screen meanwhile. */
export function useLoaded<Data>(load: () => Promise<Data>): readonly [loaded: Loaded<Data>, reload: () => void] {
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
  return [loaded, reload];
}
