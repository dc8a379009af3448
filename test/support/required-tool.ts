import { execFileSync } from "node:child_process";

/**
 * Whether a program that a suite needs can be started. Without it the suite skips and says so; the gate sets
 * MILLRACE_REQUIRE_TOOLS, and then a missing program is a failure.
 */
export function hasTool(command: string, args: readonly string[] = ["--version"]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch (error) {
    if (process.env["MILLRACE_REQUIRE_TOOLS"] !== undefined) {
      throw new Error(`${command} is required here and cannot be started`, { cause: error });
    }
    process.stderr.write(`skipped: this suite needs the program "${command}"\n`);
    return false;
  }
}
