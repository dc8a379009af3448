// What Node gives to those who run the interpreter, which itself knows no platform.
export { createSystemClock } from "./create-system-clock.ts";
export { nodeHash } from "./node-hash.ts";
