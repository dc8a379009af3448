import type { AslFinding, Branch, Catcher, Json, JsonPathChoiceRule, JsonPathCondition, MapState, State } from "#asl";
import { compileCondition } from "../choice-rules/compile-condition.ts";
import type { Condition } from "../choice-rules/compile-condition.ts";
import { compilePath } from "../json-path/compile-path.ts";
import type { CompiledPath } from "../json-path/compile-path.ts";
import { InvalidPath } from "../json-path/invalid-path.ts";
import { compileReferencePath } from "../json-path/reference-path.ts";
import type { ReferencePath } from "../json-path/reference-path.ts";
import { compileTemplate } from "../payload-templates/compile-template.ts";
import { compileValue } from "../payload-templates/compile-value.ts";
import type { Evaluate } from "../payload-templates/compile-value.ts";
import type { JsonPathProgram } from "./json-path-program.ts";

/** What is compiled so far, and what could not be. */
interface Building extends JsonPathProgram {
  readonly paths: Map<string, CompiledPath>;
  readonly places: Map<string, ReferencePath>;
  readonly texts: Map<string, Evaluate>;
  readonly templates: Map<Json, Evaluate>;
  readonly conditions: Map<JsonPathCondition, Condition>;
  readonly findings: AslFinding[];
}

/** Compiles what the JSONPath states of a normalized definition say. The findings are what is no path. */
export function compileJsonPath(definition: Branch): {
  readonly program: JsonPathProgram;
  readonly findings: readonly AslFinding[];
} {
  const { findings, ...program }: Building = {
    paths: new Map(),
    places: new Map(),
    texts: new Map(),
    templates: new Map(),
    conditions: new Map(),
    findings: [],
  };
  compileBranch({ ...program, findings }, definition, "");
  return { program, findings };
}

function compileBranch(to: Building, branch: Branch, location: string): void {
  for (const [name, state] of Object.entries(branch.States)) {
    const place = `${location}/States/${name}`;
    if (state.QueryLanguage === "JSONPath") compileState(to, state, place);
    if (state.Type === "Parallel") {
      for (const [index, part] of state.Branches.entries()) compileBranch(to, part, `${place}/Branches[${index}]`);
    } else if (state.Type === "Map") compileBranch(to, state.ItemProcessor, `${place}/ItemProcessor`);
  }
}

const pathFields = ["InputPath", "OutputPath"];

/** Fields that hold the path of one value. Measured on AWS: of these, ItemsPath alone may lead into the context object. */
const referenceFields = [
  "ItemsPath",
  "SecondsPath",
  "TimestampPath",
  "TimeoutSecondsPath",
  "HeartbeatSecondsPath",
  "MaxConcurrencyPath",
  "ToleratedFailureCountPath",
  "ToleratedFailurePercentagePath",
  "MaxItemsPath",
  "MaxItemsPerBatchPath",
  "MaxInputBytesPerBatchPath",
];
const templateFields = ["Parameters", "ResultSelector", "ItemSelector", "Assign", "BatchInput", "Credentials"];

function compileState(to: Building, state: State, location: string): void {
  compileFields(to, state, location);
  if (state.Type === "Choice") compileRules(to, state.Choices as readonly JsonPathChoiceRule[], location);
  if (state.Type === "Map") compileMapFields(to, state, location);
  if ("Catch" in state) {
    for (const [index, catcher] of (state.Catch ?? ([] as readonly Catcher[])).entries()) {
      compileFields(to, catcher, `${location}/Catch[${index}]`);
    }
  }
}

function compileMapFields(to: Building, { ItemReader, ItemBatcher, ResultWriter }: MapState, location: string): void {
  if (ItemReader !== undefined) compileFields(to, ItemReader, `${location}/ItemReader`);
  if (ItemReader?.ReaderConfig !== undefined) {
    compileFields(to, ItemReader.ReaderConfig, `${location}/ItemReader/ReaderConfig`);
  }
  if (ItemBatcher !== undefined) compileFields(to, ItemBatcher, `${location}/ItemBatcher`);
  if (ResultWriter !== undefined) compileFields(to, ResultWriter, `${location}/ResultWriter`);
}

function compileRules(to: Building, rules: readonly JsonPathChoiceRule[], location: string): void {
  for (const [index, rule] of rules.entries()) {
    const place = `${location}/Choices[${index}]`;
    const { Assign: _, Next: __, Comment: ___, ...condition } = rule;
    compileRule(to, rule, condition, place);
    compileFields(to, rule, place);
  }
}

/** The fields of one object that hold paths, places and templates. */
function compileFields(to: Building, object: object, location: string): void {
  const fields = object as Readonly<Record<string, Json | undefined>>;
  for (const field of pathFields) {
    const source = fields[field];
    if (typeof source !== "string") continue;
    attempt(
      to,
      `${location}/${field}`,
      () => "Value must be a valid JSONPath.",
      () => to.paths.set(source, compilePath(source)),
    );
  }
  for (const field of referenceFields) {
    const source = fields[field];
    if (typeof source !== "string") continue;
    attempt(to, `${location}/${field}`, notAReference, () => to.paths.set(source, compileReference(source, field)));
  }
  const { ResultPath: place } = fields;
  if (typeof place === "string") {
    attempt(to, `${location}/ResultPath`, notAReference, () => to.places.set(place, compileReferencePath(place)));
  }
  for (const field of ["ErrorPath", "CausePath"]) {
    const source = fields[field];
    if (typeof source !== "string") continue;
    attempt(to, `${location}/${field}`, inItsWords, () =>
      to.texts.set(`${field}: ${source}`, compileValue(source, field)),
    );
  }
  for (const field of templateFields) {
    const template = fields[field];
    if (template === undefined) continue;
    attempt(to, `${location}/${field}`, inItsWords, () => to.templates.set(template, compileTemplate(template)));
  }
}

/** A rule is compiled as a whole; where it cannot be, each of its paths is tried for the place of what is wrong. */
function compileRule(to: Building, rule: JsonPathChoiceRule, condition: JsonPathCondition, location: string): void {
  const before = to.findings.length;
  for (const { field, source } of pathsOf(condition)) {
    attempt(to, `${location}${field}`, notAReference, () => compilePath(source));
  }
  if (to.findings.length > before) return;
  attempt(to, location, inItsWords, () => to.conditions.set(rule, compileCondition(condition)));
}

/** Where a condition reads values, the conditions inside of it included. */
function pathsOf({ And, Or, Not, ...comparison }: JsonPathCondition): readonly { field: string; source: string }[] {
  const inside = (field: string, part: JsonPathCondition) =>
    pathsOf(part).map((path) => ({ field: `/${field}${path.field}`, source: path.source }));
  return [
    ...(And ?? []).flatMap((part, index) => inside(`And[${index}]`, part)),
    ...(Or ?? []).flatMap((part, index) => inside(`Or[${index}]`, part)),
    ...(Not === undefined ? [] : inside("Not", Not)),
    ...Object.entries(comparison).flatMap(([field, source]) =>
      (field === "Variable" || field.endsWith("Path")) && typeof source === "string"
        ? [{ field: `/${field}`, source }]
        : [],
    ),
  ];
}

function compileReference(source: string, field: string): CompiledPath {
  const path = compilePath(source);
  if (!path.isDefinite) throw new InvalidPath(`'${source}' can select several values`);
  if (path.root.kind === "context" && field !== "ItemsPath") {
    throw new InvalidPath(`'${source}' leads into the context object`);
  }
  return path;
}

const notAReference = (reason: string): string => `Value is not a Reference Path: ${reason}`;
const inItsWords = (reason: string): string => reason;

function attempt(to: Building, location: string, words: (reason: string) => string, compile: () => void): void {
  try {
    compile();
  } catch (error) {
    if (!(error instanceof InvalidPath)) throw error;
    to.findings.push({
      code: "SCHEMA_VALIDATION_FAILED",
      severity: "ERROR",
      location,
      message: words(error.message),
    });
  }
}
