import { globSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";

const project = resolve(import.meta.dirname, "../..");
const page = resolve(project, "docs/clients.md");
const [begin, end] = ["<!-- commands -->\n", "<!-- /commands -->"];

/** `SERVICE COMMAND`s of the AWS CLI that the suites run and whose answers they look at. */
function testedCommands(): readonly string[] {
  const sources = globSync("test/clients/*.test.ts", { cwd: project }).map((file) =>
    readFileSync(resolve(project, file), "utf8"),
  );
  const calls = sources.flatMap((source) => [
    ...source.matchAll(/\b(?:aws|text|refused)\(\s*"([a-z0-9]+ [a-z0-9-]+)/g),
  ]);
  return [...new Set(calls.map(([, command = ""]) => command))].toSorted();
}

function listOf(commands: readonly string[]): string {
  const byService = Map.groupBy(commands, (command) => command.split(" ")[0] ?? "");
  const rows = [...byService].map(
    ([service, all]) =>
      `| ${service} | ${all.length} | ${all.map((command) => command.slice(service.length + 1)).join(", ")} |`,
  );
  return `${commands.length} different commands:\n\n| service | commands | |\n|---|---|---|\n${rows.join("\n")}\n`;
}

it("docs/clients.md lists the commands of the AWS CLI that are tested; UPDATE=1 rewrites it", () => {
  const commands = testedCommands();
  expect(commands.length).toBeGreaterThanOrEqual(60);
  const text = readFileSync(page, "utf8");
  const [before, after] = [text.indexOf(begin) + begin.length, text.indexOf(end)];
  const updated = text.slice(0, before) + listOf(commands) + text.slice(after);
  if (process.env["UPDATE"] === "1") writeFileSync(page, updated);
  expect(readFileSync(page, "utf8")).toBe(updated);
});
