import type { Json } from "#asl";
import { compileFilter } from "./compile-filter.ts";
import { describeMissing } from "./describe-missing.ts";
import { parsePath } from "./parse-path.ts";
import { pathFunction } from "./path-functions.ts";
import type { PathScope } from "./path-scope.ts";
import type { ParsedPath, PathRoot, PathToken } from "./path-token.ts";
import {
  elementOf,
  mergedProperties,
  mergeProperties,
  propertyOf,
  selectAll,
  selectDescendants,
  selectIndex,
  selectProperty,
  selectSlice,
  selectWhere,
} from "./select-values.ts";
import type { Step } from "./select-values.ts";

/** A path that was parsed once, to be read any number of times. */
export interface CompiledPath {
  readonly source: string;
  readonly root: PathRoot;
  readonly isDefinite: boolean;
  /** The value, or where the path is not definite the array of all; undefined where a definite path finds nothing. */
  readonly find: (scope: PathScope) => Json | undefined;
  /** Why `find` gave undefined, in Jayway's words. */
  readonly describeMissing: (scope: PathScope) => string;
}

/** Parses and compiles a path; throws `InvalidPath`. */
export function compilePath(source: string): CompiledPath {
  return compileParsedPath(parsePath(source));
}

export function compileParsedPath(path: ParsedPath): CompiledPath {
  const { source, root, tokens, isDefinite } = path;
  const rootOf = compileRoot(root);
  const select = compileTokens(tokens);
  return {
    source,
    root,
    isDefinite,
    find: (scope) => {
      const value = rootOf(scope);
      return value === undefined ? undefined : select(value, scope);
    },
    describeMissing: (scope) => describeMissing(rootOf(scope), tokens),
  };
}

function compileRoot(root: PathRoot): (scope: PathScope) => Json | undefined {
  switch (root.kind) {
    case "context":
      return (scope) => scope.context();
    case "variable":
      return (scope) => scope.variable(root.name);
    default:
      return (scope) => scope.document;
  }
}

type Select = (value: Json, scope: PathScope) => Json | undefined;

/** Single names and indexes are walked; from the first step on that may select several, everything found is collected. */
function compileTokens(tokens: readonly PathToken[]): Select {
  const last = tokens.at(-1);
  if (last?.kind === "function") {
    const select = compileTokens(tokens.slice(0, -1));
    const call = pathFunction(last.name);
    return (value, scope) => {
      const found = select(value, scope);
      return found === undefined ? undefined : call(found);
    };
  }
  const several = tokens.findIndex((token, position) => !isSingle(token, position === tokens.length - 1));
  if (several < 0) return walkTokens(tokens);
  const start = walkTokens(tokens.slice(0, several));
  const collect = collectTokens(tokens.slice(several));
  return (value, scope) => {
    const from = start(value, scope);
    const found: Json[] = [];
    if (from !== undefined) collect(from, scope, (selected) => found.push(selected));
    return found;
  };
}

function isSingle(token: PathToken, isLast: boolean): boolean {
  if (token.kind === "properties") return token.names.length === 1 || isLast;
  return token.kind === "indexes" && token.indexes.length === 1;
}

function walkTokens(tokens: readonly PathToken[]): Select {
  const steps = tokens.map(compileSingle);
  if (steps.length === 0) return (value) => value;
  if (steps.length === 1) return steps[0]!;
  return (value) => {
    let current: Json | undefined = value;
    for (const step of steps) {
      current = step(current);
      if (current === undefined) return undefined;
    }
    return current;
  };
}

function compileSingle(token: PathToken): (value: Json) => Json | undefined {
  if (token.kind === "indexes") {
    const [index = 0] = token.indexes;
    return (value) => elementOf(value, index);
  }
  const names = token.kind === "properties" ? token.names : [];
  const [name = ""] = names;
  return names.length === 1 ? (value) => propertyOf(value, name) : (value) => mergedProperties(value, names);
}

type Collect = (value: Json, scope: PathScope, emit: (selected: Json) => void) => void;

function collectTokens(tokens: readonly PathToken[]): Collect {
  const [token, ...rest] = tokens;
  if (token === undefined) return (value, _, emit) => emit(value);
  const next = collectTokens(rest);
  if (token.kind === "filter") {
    const test = compileFilter(token.test, (path) => compileParsedPath(path).find);
    return (value, scope, emit) =>
      selectWhere((element) => test(element, scope))(value, (selected) => next(selected, scope, emit));
  }
  const steps = stepsOf(token, rest.length === 0);
  return (value, scope, emit) => {
    for (const step of steps) step(value, (selected) => next(selected, scope, emit));
  };
}

function stepsOf(token: PathToken, isLast: boolean): readonly Step[] {
  switch (token.kind) {
    case "properties":
      return token.names.length > 1 && isLast ? [mergeProperties(token.names)] : token.names.map(selectProperty);
    case "indexes":
      return token.indexes.map(selectIndex);
    case "slice":
      return [selectSlice(token.from, token.to)];
    case "wildcard":
      return [selectAll];
    case "descent":
      return [selectDescendants];
    default:
      throw new Error(`a step '${token.kind}' within a path: this is a bug in the interpreter`);
  }
}
