import { constraint } from "./errors.ts";
import { tagsOf } from "./secret-store.ts";
import type { SecretRow } from "./secret-store.ts";
import type { Filter } from "./secret-types.ts";

// Filters match beginnings: of the description without regard to case, of everything else with it. `all` looks for words.

type Texts = (secret: SecretRow) => readonly string[];

const keys: Readonly<Record<string, Texts>> = {
  description: ({ description }) => [description ?? ""],
  name: ({ name }) => [name],
  "tag-key": (secret) => Object.keys(tagsOf(secret)),
  "tag-value": (secret) => Object.values(tagsOf(secret)),
  // Secrets are neither replicated nor made by other services here.
  "primary-region": () => [],
  "owning-service": () => [],
  all: (secret) => [secret.name, secret.description ?? "", ...Object.entries(tagsOf(secret)).flat()],
};

const mostFilters = 10;
const mostValues = 10;

export function checkFilters(filters: readonly Filter[]): void {
  if (filters.length > mostFilters) {
    throw constraint("filters", `have length less than or equal to ${mostFilters}`);
  }
  for (const [index, { Key, Values = [] }] of filters.entries()) {
    const place = `filters.${index + 1}.member`;
    if (Key === undefined || !Object.hasOwn(keys, Key)) {
      throw constraint(`${place}.key`, `satisfy enum value set: [${Object.keys(keys).join(", ")}]`);
    }
    if (Values.length === 0 || Values.length > mostValues) {
      throw constraint(`${place}.values`, `have length between 1 and ${mostValues}, inclusive`);
    }
    if (!Values.every((value) => /^!?[a-zA-Z0-9 :_@/+=.!-]{0,512}$/.test(value))) {
      throw constraint(
        `${place}.values`,
        "satisfy regular expression pattern: ^\\!?[a-zA-Z0-9 :_@\\/\\+\\=\\.\\-\\!]*$",
      );
    }
  }
}

/** Whether a secret meets each filter by one of its values; a value that begins with `!` is met by what does not match the rest. */
export function matchesFilters(secret: SecretRow, filters: readonly Filter[]): boolean {
  return filters.every(({ Key = "", Values = [] }) =>
    Values.some((value) =>
      value.startsWith("!") ? !matchesValue(secret, Key, value.slice(1)) : matchesValue(secret, Key, value),
    ),
  );
}

function matchesValue(secret: SecretRow, key: string, value: string): boolean {
  const texts = keys[key]?.(secret) ?? [];
  if (key === "all") {
    const found = texts.flatMap(wordsOf);
    return wordsOf(value).every((word) => found.some((text) => text.startsWith(word)));
  }
  if (key === "description") return texts.some((text) => text.toLowerCase().startsWith(value.toLowerCase()));
  return texts.some((text) => text.startsWith(value));
}

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[ :_@/+=.!-]+/)
    .filter((word) => word !== "");
