import { randomInt } from "node:crypto";
import { invalidParameter } from "./errors.ts";

/** As GetRandomPassword and `GenerateSecretString` spell it. */
export interface PasswordRules {
  readonly PasswordLength?: number;
  readonly ExcludeCharacters?: string;
  readonly ExcludeLowercase?: boolean;
  readonly ExcludeNumbers?: boolean;
  readonly ExcludePunctuation?: boolean;
  readonly ExcludeUppercase?: boolean;
  readonly IncludeSpace?: boolean;
  readonly RequireEachIncludedType?: boolean;
}

export const passwordFlags = [
  "ExcludeLowercase",
  "ExcludeNumbers",
  "ExcludePunctuation",
  "ExcludeUppercase",
  "IncludeSpace",
  "RequireEachIncludedType",
] as const satisfies readonly (keyof PasswordRules)[];

export const passwordMembers: readonly (keyof PasswordRules)[] = [
  "PasswordLength",
  "ExcludeCharacters",
  ...passwordFlags,
];

const usualLength = 32;
const longest = 4096;

/** A password from the machine's own source of randomness; throws if the rules allow none. */
export function randomPassword(rules: PasswordRules): string {
  const { PasswordLength: length = usualLength, RequireEachIncludedType: needsEach = true } = rules;
  if (!Number.isInteger(length) || length < 1 || length > longest) {
    throw invalidParameter(`Invalid PasswordLength ${length}: it must be between 1 and ${longest}.`);
  }
  const kinds = alphabetsOf(rules).filter((alphabet) => alphabet !== "");
  const all = kinds.join("");
  if (all === "") throw invalidParameter("You excluded every character that a password could have.");
  const required = needsEach ? kinds : [];
  if (required.length > length) {
    throw invalidParameter("Password length is too short based on the required types.");
  }
  const characters = [...required.map(oneOf), ...Array.from({ length: length - required.length }, () => oneOf(all))];
  return shuffled(characters).join("");
}

function alphabetsOf(rules: PasswordRules): readonly string[] {
  const excluded = new Set(rules.ExcludeCharacters ?? "");
  const without = (alphabet: string): string => [...alphabet].filter((character) => !excluded.has(character)).join("");
  return [
    rules.ExcludeLowercase === true ? "" : "abcdefghijklmnopqrstuvwxyz",
    rules.ExcludeUppercase === true ? "" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    rules.ExcludeNumbers === true ? "" : "0123456789",
    rules.ExcludePunctuation === true ? "" : "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    rules.IncludeSpace === true ? " " : "",
  ].map(without);
}

const oneOf = (alphabet: string): string => alphabet.charAt(randomInt(alphabet.length));

function shuffled(characters: readonly string[]): readonly string[] {
  const rest = [...characters];
  return characters.map(() => rest.splice(randomInt(rest.length), 1)[0]!);
}
