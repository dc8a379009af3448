import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const modules = resolve(import.meta.dirname, "../../node_modules");

/** A project as `cdk init` leaves it, with the app of a folder beside this file. Gives where it is. */
export function makeProject(app: string): string {
  const folder = mkdtempSync(join(tmpdir(), `millrace-${app}-`));
  cpSync(join(import.meta.dirname, app), folder, { recursive: true });
  symlinkSync(modules, join(folder, "node_modules"));
  const context = JSON.parse(
    readFileSync(join(modules, "aws-cdk-lib/recommended-feature-flags.json"), "utf8"),
  ) as object;
  const watch = { include: ["functions/**", "*.ts"] };
  writeFileSync(join(folder, "cdk.json"), JSON.stringify({ app: "node app.ts", context, watch }));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: app, type: "module" }));
  writeFileSync(join(folder, "package-lock.json"), "{}");
  return folder;
}
