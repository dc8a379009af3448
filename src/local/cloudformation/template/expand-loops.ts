import { notImplemented } from "../../aws-error.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import { validationError } from "./template.ts";

// AWS::LanguageExtensions: `"Fn::ForEach::Name": ["Identifier", ["a", "b"], { "Queue${Identifier}": … }]` stands for the
// members that its body gives for each element, before anything else is made of the template.

const prefix = "Fn::ForEach::";
/** Loops within loops multiply: more members than any stack may have are not made. */
const mostMembers = 5_000;

const deepest = 500;

/** Identifier → what it stands for in this round of its loop. */
type Scope = ReadonlyMap<string, string>;

/** Replaces every loop of a template by what it makes. */
export function expandLoops(document: JsonObject): JsonObject {
  let made = 0;
  let depth = 0;

  function expand(value: JsonValue, scope: Scope): JsonValue {
    if (typeof value === "string") return substitute(value, scope);
    if (typeof value !== "object" || value === null) return value;
    depth += 1;
    if (depth > deepest) throw failed("the template is nested too deeply");
    const expanded = expandInner(value, scope);
    depth -= 1;
    return expanded;
  }

  function expandInner(value: JsonObject | readonly JsonValue[], scope: Scope): JsonValue {
    if (Array.isArray(value)) return value.map((item: JsonValue) => expand(item, scope));
    if (!isJsonObject(value)) return value;
    const named = value["Ref"];
    const element = typeof named === "string" && Object.keys(value).length === 1 ? scope.get(named) : undefined;
    return element ?? expandMembers(value, scope);
  }

  function expandMembers(value: JsonObject, scope: Scope): JsonObject {
    const members = new Map<string, JsonValue>();
    const add = (name: string, member: JsonValue): void => {
      if (members.has(name)) throw failed(`Fn::ForEach makes '${name}' more than once`);
      members.set(name, member);
    };
    for (const [name, member] of Object.entries(value)) {
      if (!name.startsWith(prefix)) {
        add(substitute(name, scope), expand(member, scope));
        continue;
      }
      for (const [inner, innerMember] of roundsOf(name, member, scope)) add(inner, innerMember);
    }
    return Object.fromEntries(members);
  }

  function roundsOf(name: string, loop: JsonValue, scope: Scope): readonly (readonly [string, JsonValue])[] {
    const [identifier, collection, body, ...more] = Array.isArray(loop) ? (loop as readonly JsonValue[]) : [];
    if (typeof identifier !== "string" || !isJsonObject(body) || more.length > 0) throw failed(layout);
    if (isJsonObject(collection)) {
      throw notImplemented(`a collection of '${name}' that is not written out as a list`);
    }
    if (!Array.isArray(collection)) throw failed(layout);
    if (scope.has(identifier)) throw failed(`the identifier '${identifier}' of '${name}' is in use already`);
    return collection.flatMap((item: JsonValue) => {
      const element = expand(item, scope);
      if (typeof element !== "string") throw failed(layout);
      const round = Object.entries(expandMembers(body, new Map([...scope, [identifier, element]])));
      made += round.length;
      if (made > mostMembers) throw failed(`the loops make more than ${mostMembers} members`);
      return round;
    });
  }

  return expandMembers(document, new Map());
}

const layout = "Fn::ForEach layout is incorrect";

const failed = (problem: string) => validationError(`Transform AWS::LanguageExtensions failed with: ${problem}.`);

/** `${Identifier}` is the element, `&{Identifier}` its letters and digits alone. */
function substitute(text: string, scope: Scope): string {
  return text.replaceAll(/([$&])\{(\w+)\}/g, (reference, sign: string, identifier: string) => {
    const element = scope.get(identifier);
    if (element === undefined) return reference;
    return sign === "$" ? element : element.replaceAll(/[^A-Za-z0-9]/g, "");
  });
}
