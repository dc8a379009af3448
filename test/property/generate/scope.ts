import type { ConstructName } from "../constructs.ts";
import type { ExpressionForm } from "../expression-forms.ts";
import { definedOf, type Maybe, maybe, memberType, optional, type ValueType } from "./value-type.ts";
import type { Random } from "./random.ts";

/** Something in scope that can be read: a variable, or a path of members from one. */
export interface Reference {
  readonly source: string;
  /** The variable that the path begins with. */
  readonly root: string;
  readonly type: ValueType;
  /** Whether it came from outside as JSON: no member is present with the value undefined. */
  readonly isData: boolean;
  readonly canNarrow: boolean;
  /** Narrowed by what stands around it: inside a function TypeScript does not know that any more. */
  readonly isNarrowed?: boolean;
}

export interface Assignable {
  readonly name: string;
  readonly type: ValueType;
}

/** A variable whose object or array may be changed in place. */
export interface Mutable {
  readonly name: string;
  readonly type: ValueType;
}

/** A function of the program that can be called. */
export interface Callable {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  /** How many of the parameters must be given. */
  readonly required: number;
  readonly result: ValueType;
  /** A pure one may stand in an expression, the others are statements. */
  readonly kind: "pure" | "statements" | "async";
  /** Assigns variables around it, or throws what differs from call to call: not to be called side by side. */
  readonly isAlone: boolean;
  readonly hasRest: boolean;
}

/** What the generator of an expression knows. */
export interface Scope {
  readonly random: Random;
  readonly references: readonly Reference[];
  readonly assignables: readonly Assignable[];
  readonly mutables: readonly Mutable[];
  /** How much deeper expressions may go. */
  readonly depth: number;
  /** Inside a try, or in a function that may be called there. */
  readonly inTry: boolean;
  /** In a try, what may fail is refused in a default and behind `??=` and its kin. */
  readonly isSafe?: boolean;
  readonly canAwait: boolean;
  /** What runs more than once must not grow each time. */
  readonly inLoop: boolean;
  readonly functions: readonly Callable[];
  readonly note: (construct: ConstructName) => void;
  readonly noteForm: (form: ExpressionForm) => void;
  readonly freshName: () => string;
  /** Writes an expression of a type; here, so that no generator imports its own importer. */
  readonly write: (type: ValueType, scope: Scope) => string;
}

/** Writes a part of an expression, one level down. */
export function part(type: ValueType, scope: Scope): string {
  return scope.write(type, { ...scope, depth: scope.depth - 1 });
}

/** Where nothing may stand that may fail in a try. */
export function safe(scope: Scope): Scope {
  return { ...pure(scope), isSafe: scope.inTry };
}

export function pure(scope: Scope): Scope {
  return { ...scope, canAwait: false };
}

/** What is in scope inside a function that is written here. */
export function insideFunction(scope: Scope): Scope {
  return { ...scope, references: scope.references.filter(({ isNarrowed }) => isNarrowed !== true) };
}

interface Binding {
  readonly name: string;
  readonly type: ValueType;
  readonly isData?: boolean;
  readonly canNarrow?: boolean;
}

/** The scope with a further variable, which may hide one of its name. */
export function bind(scope: Scope, { name, type, isData = false, canNarrow = true }: Binding): Scope {
  const visible = scope.references.filter(({ root }) => root !== name);
  const assignables = scope.assignables.filter((assignable) => assignable.name !== name);
  const found = paths({ source: name, root: name, type, isData, canNarrow }, 3);
  return { ...scope, references: [...visible, ...found], assignables };
}

/** The scope in which a path is known not to be null or undefined. */
export function narrowed(scope: Scope, reference: Reference): Scope {
  const others = without(scope, reference).references;
  return {
    ...scope,
    references: [...others, ...paths({ ...reference, isNarrowed: true, type: definedOf(reference.type) }, 2)],
  };
}

/** The scope in which a path is known to be null or undefined; of `a?.b`, TypeScript then takes `a` for missing. */
export function without(scope: Scope, { source, root }: Pick<Reference, "source" | "root">): Scope {
  const isGone = source.includes("?.")
    ? (other: Reference) => other.root === root
    : (other: Reference) => other.source.startsWith(source);
  return { ...scope, references: scope.references.filter((other) => !isGone(other)) };
}

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

function paths(from: Reference, depth: number): readonly Reference[] {
  return [from, ...(depth === 0 ? [] : steps(from).flatMap((step) => paths(step, depth - 1)))];
}

function steps(from: Reference): readonly Reference[] {
  const { type } = from;
  const isChain = type.kind === "maybe";
  const step = (access: string, optionalAccess: string, inner: ValueType, canNarrow: boolean): Reference => ({
    ...from,
    source: `${from.source}${isChain ? optionalAccess : access}`,
    type: isChain ? optional(inner) : inner,
    canNarrow: from.canNarrow && canNarrow,
  });
  const holder: Exclude<ValueType, Maybe> = definedOf(type);
  if (holder.kind === "object") {
    return Object.entries(holder.members).map(([name, member]) => {
      const quoted = `[${JSON.stringify(name)}]`;
      const isPlain = identifier.test(name);
      return step(isPlain ? `.${name}` : quoted, isPlain ? `?.${name}` : `?.${quoted}`, memberType(member), isPlain);
    });
  }
  if (holder.kind === "list") {
    const element = maybe(holder.element, { isNull: false, isUndefined: true });
    return [step("[0]", "?.[0]", element, false), step("[1]", "?.[1]", element, false)];
  }
  if (holder.kind === "record") return [step('["a"]', '?.["a"]', optional(holder.value), false)];
  return [];
}
