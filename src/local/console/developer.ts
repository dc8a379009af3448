import type { Principal } from "../service.ts";

/** The console acts as the developer who started the local cloud. */
export const developer: Principal = { kind: "root" };
