import { execFileSync } from "node:child_process";

/** The folder of the botocore that Python finds, which the AWS CLI 1 brings along; undefined where there is none. */
export function findBotocore(): string | undefined {
  try {
    const script = "import os, botocore; print(os.path.dirname(botocore.__file__))";
    return execFileSync("python3", ["-c", script], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}
