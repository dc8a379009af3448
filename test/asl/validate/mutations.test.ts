import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { validateDefinition } from "#asl";
import { fixtureNames, fixturesFolder } from "../../support/compile-fixture.ts";
import { harmless, type Mutation, mutations, type Tree } from "./mutations.ts";

const definitions = fixtureNames("compile").map((name) => {
  const file = path.join(fixturesFolder, "compile", name, "expected.asl.json");
  return { name, text: readFileSync(file, "utf8") };
});

type Site = ReturnType<Mutation["sites"]>[number];

/** Trials per mutation, spread over all definitions. More with MUTATION_TRIALS. */
const trials = Number(process.env["MUTATION_TRIALS"] ?? 30);

describe("a definition that the compiler wrote", () => {
  it("is found valid as it is", () => {
    const invalid = definitions.filter(({ text }) => validateDefinition(JSON.parse(text)).length > 0);
    expect(invalid.map(({ name }) => name)).toEqual([]);
  });

  it.each(mutations.map((mutation, index) => [mutation.name, mutation, index] as const))(
    "is refused with %s",
    (_, mutation, index) => {
      const tried = spread(sitesOf(mutation), index);
      const missed = tried.flatMap(({ name, text, mutate }) => {
        const copy = JSON.parse(text) as Tree;
        mutate(copy);
        const codes = validateDefinition(copy).map(({ code }) => code);
        return codes.includes(mutation.code) ? [] : [`${name}: ${codes.join(", ") || "nothing found"}`];
      });
      expect(missed).toEqual([]);
      expect(tried.length).toBeGreaterThan(0);
    },
  );

  it.each(harmless.map((change) => [change.name, change] as const))("is as valid as before where %s", (_, change) => {
    const found = sitesOf(change).flatMap(({ name, text, mutate }) => {
      const copy = JSON.parse(text) as Tree;
      mutate(copy);
      return validateDefinition(copy).map(({ message }) => `${name}: ${message}`);
    });
    expect(found).toEqual([]);
    expect(sitesOf(change).length).toBeGreaterThan(0);
  });
});

function sitesOf({
  sites,
}: Pick<Mutation, "sites">): readonly { readonly name: string; readonly text: string; readonly mutate: Site }[] {
  return definitions.flatMap(({ name, text }) =>
    sites(JSON.parse(text) as Tree).map((mutate) => ({ name, text, mutate })),
  );
}

/** Every n-th, beginning elsewhere for each mutation. */
function spread<Item>(all: readonly Item[], offset: number): readonly Item[] {
  const step = Math.max(1, all.length / trials);
  return all.length <= trials
    ? all
    : Array.from({ length: trials }, (_, trial) => all[Math.floor(trial * step + offset) % all.length]!);
}
