import { writeSync } from "node:fs";
import { SynthError } from "./synth-error.ts";

/**
 * Lets a `SynthError` that nobody catches end the app with its diagnostics alone. Node would print a line of our source, the
 * stack and the error's properties around them.
 */
export function printUncaughtSynthError(): void {
  // The monitor sees only what ends the process anyway, and leaves every other error to Node.
  if (!process.listeners("uncaughtExceptionMonitor").includes(printAndExit)) {
    process.on("uncaughtExceptionMonitor", printAndExit);
  }
}

const standardError = 2;

function printAndExit(error: unknown): void {
  if (!(error instanceof SynthError)) return;
  writeSync(standardError, `${error.message.trimEnd()}\n`);
  process.exit(1);
}
