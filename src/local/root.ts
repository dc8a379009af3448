import type { Principal } from "./service.ts";

/** The developer's own shell, and the cloud itself: may do everything. */
export const root: Principal = { kind: "root" };
