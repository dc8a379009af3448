import { sdkMemberName } from "#asl";
import type { DeclaredMember, DeclaredType, ServiceDeclarations } from "./declarations.ts";
import type { ServiceChoice } from "./services.table.ts";

// The same structure can look different through the `aws-sdk` integration and through an optimized one, and as input and as
// output. Each look that is used is printed once, under a name of its own where the looks differ.

/** How a structure is seen. */
export interface Look {
  /** `aws-sdk` spells members as Java's SDK does, optimized integrations as the API with a capital. */
  readonly flavor: "sdk" | "optimized";
  /** Where Step Functions turns any JSON into the text that the API wants. @default false */
  readonly isInput?: boolean;
  /** @default false: ISO 8601 */
  readonly hasNumericTimestamps?: boolean;
  /** Members of the structure itself that are left out. @default [] none */
  readonly without?: readonly string[];
}

export interface StructurePrinter {
  /** The type to write for a structure; it and what it contains will be printed. */
  readonly use: (name: string | undefined, look: Look) => string;
  /** A type of which the text is given. */
  readonly define: (name: string, text: string) => string;
  readonly print: () => readonly string[];
}

export function createStructurePrinter(declarations: ServiceDeclarations, choice: ServiceChoice): StructurePrinter {
  const printed = new Map<string, string>();
  const namesInUse = new Map<string, string>();

  /** Looks that print the same text share a name. */
  const nameFor = (name: string, look: Look): string => {
    const text = shapeText(name, look, new Set());
    const candidates = [
      name,
      `${look.flavor === "sdk" ? "Sdk" : "Optimized"}${name}`,
      `${name}Result`,
      `Sdk${name}Result`,
    ];
    const found = candidates.find((candidate) => (namesInUse.get(candidate) ?? text) === text);
    if (found === undefined) throw new Error(`no name is left for the structure ${name}`);
    namesInUse.set(found, text);
    return found;
  };

  /** Everything that a look decides, all the way down. */
  const shapeText = (name: string, look: Look, seen: Set<string>): string => {
    const structure = declarations.structures.get(name);
    if (structure === undefined || seen.has(name)) return name;
    seen.add(name);
    return membersOf(name, look)
      .map((member) => {
        const inner = namesIn(member.type).map((other) => shapeText(other, innerLook(look), seen));
        return `${spell(member.name, look)}:${typeText(member.type, look, (other) => other)}:${inner.join()}`;
      })
      .join(";");
  };

  const membersOf = (name: string, look: Look): readonly DeclaredMember[] => {
    const left = [...(choice.leftOut ?? []), ...(look.flavor === "sdk" ? (choice.leftOutOfSdk ?? []) : [])];
    return declarations.structures
      .get(name)!
      .members.filter((member) => !left.includes(`${name}.${member.name}`) && !look.without?.includes(member.name))
      .filter((member) => !isStream(member.type));
  };

  const use = (name: string | undefined, look: Look): string => {
    if (name === undefined) return "NoMembers";
    const values = declarations.enums.get(name);
    if (values !== undefined) {
      printed.set(name, `export type ${name} = ${values.map((value) => JSON.stringify(value)).join(" | ")};`);
      return name;
    }
    const structure = declarations.structures.get(name);
    if (structure === undefined) throw new Error(`${declarations.packageName} declares no type ${name}`);
    const own = nameFor(name, look);
    if (printed.has(own)) return own;
    // Structures contain themselves: the name is taken before its members are printed.
    printed.set(own, "");
    const members = membersOf(name, look);
    const useInner = (other: string): string => use(other, innerLook(look));
    printed.set(
      own,
      structure.isUnion ? printUnion(own, members, look, useInner) : printInterface(own, members, look, useInner),
    );
    return own;
  };

  return {
    use: (name, look) => {
      if (name !== undefined) return use(name, look);
      printed.set("NoMembers", "/** Nothing: `{}`. */\nexport type NoMembers = Readonly<Record<never, never>>;");
      return "NoMembers";
    },
    define: (name, text) => {
      printed.set(name, `export interface ${name} ${text}`);
      return name;
    },
    print: () => [...printed].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text),
  };
}

/** What a look says of a structure's own members ends with them. */
const innerLook = ({ flavor, hasNumericTimestamps = false }: Look): Look => ({ flavor, hasNumericTimestamps });

const spell = (name: string, { flavor }: Look): string =>
  flavor === "sdk" ? sdkMemberName(name) : name.charAt(0).toUpperCase() + name.slice(1);

function printInterface(
  name: string,
  members: readonly DeclaredMember[],
  look: Look,
  use: (name: string) => string,
): string {
  if (members.length === 0) return `export type ${name} = Readonly<Record<never, never>>;`;
  const lines = members.map((member) => {
    const type = typeText(member.type, look, use);
    const key = spell(member.name, look);
    return member.isRequired ? `  readonly ${key}: ${type};` : `  readonly ${key}?: ${type} | undefined;`;
  });
  return `export interface ${name} {\n${lines.join("\n")}\n}`;
}

/** One member of several: each variant rules the others out, so that reading any of them type-checks. */
function printUnion(
  name: string,
  members: readonly DeclaredMember[],
  look: Look,
  use: (name: string) => string,
): string {
  const keys = members.map((member) => spell(member.name, look));
  const variants = members.map((member, index) => {
    const own = `readonly ${keys[index]}: ${typeText(member.type, look, use)}`;
    const others = keys.filter((_, other) => other !== index).map((key) => `readonly ${key}?: never`);
    return `  | { ${[own, ...others].join("; ")} }`;
  });
  return `export type ${name} =\n${variants.join("\n")};`;
}

function typeText(type: DeclaredType, look: Look, use: (name: string) => string): string {
  switch (type.kind) {
    case "string":
    case "number":
    case "boolean":
      return type.kind;
    case "json":
      return "Json";
    case "blob":
      return look.isInput === true ? "Json" : "string";
    case "timestamp":
      return look.hasNumericTimestamps === true ? "number" : "string";
    case "list":
      return listText(typeText(type.of, look, use));
    case "map": {
      const value = typeText(type.of, look, use);
      return type.keys === undefined
        ? `{ readonly [key: string]: ${value} }`
        : `{ readonly [Key in ${use(type.keys)}]?: ${value} }`;
    }
    case "named":
      return use(type.name);
    case "stream":
      throw new Error("an event stream has no JSON type");
  }
}

const listText = (element: string): string =>
  /^[\w[\]]+$/.test(element) ? `readonly ${element}[]` : `readonly (${element})[]`;

function namesIn(type: DeclaredType): readonly string[] {
  if (type.kind === "named") return [type.name];
  if (type.kind === "list") return namesIn(type.of);
  if (type.kind === "map") return [...(type.keys === undefined ? [] : [type.keys]), ...namesIn(type.of)];
  return [];
}

function isStream(type: DeclaredType): boolean {
  return type.kind === "stream" || (type.kind === "list" && isStream(type.of));
}
