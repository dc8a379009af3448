import { chance, pick, type Random } from "./random.ts";
import { definedOf, memberType, type ObjectType, schemaText, type ValueType } from "./value-type.ts";

/** An object's schema in which some members have bounds; what they refuse, both ways of running must refuse. */
export function boundedSchema(type: ObjectType, random: Random): string {
  const members = Object.entries(type.members).map(([name, member]) => {
    const bounded = chance(random, 35) ? boundedText(memberType(member), random) : schemaText(memberType(member));
    return `${JSON.stringify(name)}: ${bounded}`;
  });
  return `z.object({ ${members.join(", ")} })${pick(random, ["", "", "", ".strict()"])}`;
}

function boundedText(type: ValueType, random: Random): string {
  if (type.kind === "maybe") {
    const inside = boundedText(definedOf(type), random);
    const nullable = type.isNull ? `z.nullable(${inside})` : inside;
    return type.isUndefined ? `z.optional(${nullable})` : nullable;
  }
  switch (type.kind) {
    case "text":
      return `z.string()${pick(random, [".min(1)", ".max(4)", ".length(1)", ".min(2).max(40)", ".regex(/^[a-z]+$/)", '.startsWith("a")', ".max(3)"])}`;
    case "number":
      return `z.number()${pick(random, [".min(0)", ".max(42)", ".int()", ".gt(0)", ".lt(10)", ".min(-3).max(3)", ...(type.isPlain ? [".multipleOf(2)"] : [])])}`;
    case "list":
      return `z.array(${schemaText(type.element)})${pick(random, [".min(1)", ".max(2)", ".length(1)", ".nonempty()"])}`;
    case "enum":
      return `z.literal(${JSON.stringify(type.values[0])})`;
    default:
      return schemaText(type);
  }
}
