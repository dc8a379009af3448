import type { ReactNode } from "react";

/** The three ways of having nothing to show; data is the fourth branch of every screen. */
export function Notice({
  kind,
  children,
}: {
  readonly kind: "loading" | "error" | "empty";
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className={`notice ${kind}`} role={kind === "error" ? "alert" : "status"}>
      {children}
    </div>
  );
}
