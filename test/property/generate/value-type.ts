/** The types of generated programs: what JSON can hold, as contracts and inputs declare it. */
export type ValueType =
  | { readonly kind: "text" | "boolean" | "mixed" }
  /** A plain number is small and has at most two decimals, so that its text is the same everywhere. */
  | { readonly kind: "number"; readonly isPlain: boolean }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "list"; readonly element: ValueType }
  | { readonly kind: "object"; readonly members: Members }
  | { readonly kind: "record"; readonly value: ValueType }
  | Maybe;

export interface Maybe {
  readonly kind: "maybe";
  readonly inner: Exclude<ValueType, Maybe>;
  readonly isNull: boolean;
  readonly isUndefined: boolean;
}

export type ObjectType = Extract<ValueType, { readonly kind: "object" }>;

export type Members = Readonly<Record<string, Member>>;

export interface Member {
  readonly type: ValueType;
  readonly isOptional: boolean;
}

export const text = { kind: "text" } as const satisfies ValueType;
export const boolean = { kind: "boolean" } as const satisfies ValueType;
/** string | number | boolean | null */
export const mixed = { kind: "mixed" } as const satisfies ValueType;
export const plainNumber = { kind: "number", isPlain: true } as const satisfies ValueType;
export const anyNumber = { kind: "number", isPlain: false } as const satisfies ValueType;

export function list(element: ValueType): ValueType {
  return { kind: "list", element };
}

export function nullable(type: ValueType): ValueType {
  return maybe(type, { isNull: true, isUndefined: false });
}

export function optional(type: ValueType): ValueType {
  return maybe(type, { isNull: false, isUndefined: true });
}

export function maybe(type: ValueType, { isNull, isUndefined }: Pick<Maybe, "isNull" | "isUndefined">): ValueType {
  const inner = definedOf(type);
  const was = type.kind === "maybe" ? type : { isNull: false, isUndefined: false };
  const now = { isNull: isNull || was.isNull, isUndefined: isUndefined || was.isUndefined };
  return now.isNull || now.isUndefined ? { kind: "maybe", inner, ...now } : inner;
}

/** The type without null and undefined. */
export function definedOf(type: ValueType): Exclude<ValueType, Maybe> {
  return type.kind === "maybe" ? type.inner : type;
}

export function memberType({ type, isOptional }: Member): ValueType {
  return isOptional ? optional(type) : type;
}

/** Whether a value of one type can stand where another is wanted. */
export function fits(have: ValueType, want: ValueType): boolean {
  if (want.kind === "mixed") return fitsMixed(have);
  if (want.kind === "maybe") {
    if (have.kind !== "maybe") return fits(have, want.inner);
    return (!have.isNull || want.isNull) && (!have.isUndefined || want.isUndefined) && fits(have.inner, want.inner);
  }
  switch (have.kind) {
    case "maybe":
    case "mixed":
      return false;
    case "text":
    case "boolean":
      return have.kind === want.kind;
    case "number":
      return want.kind === "number" && (have.isPlain || !want.isPlain);
    case "enum":
      return (
        want.kind === "text" || (want.kind === "enum" && have.values.every((value) => want.values.includes(value)))
      );
    case "list":
      return want.kind === "list" && fits(have.element, want.element);
    case "record":
      return want.kind === "record" && fits(have.value, want.value);
    default:
      return want.kind === "object" && membersFit(have.members, want.members);
  }
}

function fitsMixed(have: ValueType): boolean {
  if (have.kind === "maybe" && have.isUndefined) return false;
  const inner = definedOf(have);
  return ["text", "boolean", "enum", "mixed"].includes(inner.kind) || (inner.kind === "number" && inner.isPlain);
}

function membersFit(have: Members, want: Members): boolean {
  return Object.entries(want).every(([name, member]) => {
    const found = have[name];
    return found !== undefined && (member.isOptional || !found.isOptional) && fits(found.type, member.type);
  });
}

/** What TypeScript infers of a value that the program made: a literal's type is widened. */
export function widened(type: ValueType): ValueType {
  switch (type.kind) {
    case "enum":
      return text;
    case "list":
      return list(widened(type.element));
    case "record":
      return { kind: "record", value: widened(type.value) };
    case "maybe":
      return maybe(widened(type.inner), type);
    case "object":
      return {
        kind: "object",
        members: Object.fromEntries(
          Object.entries(type.members).map(([name, member]) => [name, { ...member, type: widened(member.type) }]),
        ),
      };
    default:
      return type;
  }
}

/** The zod schema of a type. */
export function schemaText(type: ValueType): string {
  switch (type.kind) {
    case "text":
      return "z.string()";
    case "boolean":
      return "z.boolean()";
    case "number":
      return "z.number()";
    case "mixed":
      return "z.union([z.string(), z.number(), z.boolean(), z.null()])";
    case "enum":
      return `z.enum(${JSON.stringify(type.values)})`;
    case "list":
      return `z.array(${schemaText(type.element)})`;
    case "record":
      return `z.record(z.string(), ${schemaText(type.value)})`;
    case "maybe": {
      const inner = type.isNull ? `z.nullable(${schemaText(type.inner)})` : schemaText(type.inner);
      return type.isUndefined ? `z.optional(${inner})` : inner;
    }
    default: {
      const members = Object.entries(type.members).map(
        ([name, member]) => `${JSON.stringify(name)}: ${schemaText(memberType(member))}`,
      );
      return `z.object({ ${members.join(", ")} })`;
    }
  }
}

/** The type as it is written in a declaration. */
export function typeText(type: ValueType): string {
  switch (type.kind) {
    case "text":
      return "string";
    case "boolean":
    case "number":
      return type.kind;
    case "mixed":
      return "string | number | boolean | null";
    case "enum":
      return type.values.map((value) => JSON.stringify(value)).join(" | ");
    case "list":
      return `(${typeText(type.element)})[]`;
    case "record":
      return `Record<string, ${typeText(type.value)}>`;
    case "maybe":
      return [typeText(type.inner), ...(type.isNull ? ["null"] : []), ...(type.isUndefined ? ["undefined"] : [])].join(
        " | ",
      );
    default: {
      const members = Object.entries(type.members).map(([name, { type: inner, isOptional }]) =>
        isOptional
          ? `${JSON.stringify(name)}?: ${typeText(inner)} | undefined`
          : `${JSON.stringify(name)}: ${typeText(inner)}`,
      );
      return `{ ${members.join("; ")} }`;
    }
  }
}
