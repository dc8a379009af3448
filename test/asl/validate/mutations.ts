import type { AslFindingCode } from "#asl";

// Ways to break a definition, each with the code that must be found. A mutation changes the definition that it is given, or says
// that there is nothing in it to break.

/** JSON that may be changed. */
export interface Tree {
  [member: string]: unknown;
}

export interface Mutation {
  readonly name: string;
  readonly code: AslFindingCode;
  /** Every way to do it to this definition; each is given a copy of its own. */
  readonly sites: (definition: Tree) => readonly ((copy: Tree) => void)[];
}

/** The states of a definition and of all branches in it, in reading order; the same place in a copy has the same index. */
export function statesIn(
  branch: Tree,
): readonly { readonly name: string; readonly state: Tree; readonly scope: Tree }[] {
  return Object.entries(branch["States"] as Tree).flatMap(([name, value]) => {
    const state = value as Tree;
    const branches = [...((state["Branches"] as Tree[] | undefined) ?? []), state["ItemProcessor"] as Tree | undefined];
    return [
      { name, state, scope: branch },
      ...branches.flatMap((inner) => (inner === undefined ? [] : statesIn(inner))),
    ];
  });
}

/** A mutation of single states: `change` gets a state of the copy, where `applies` says so. */
function ofStates(
  name: string,
  code: AslFindingCode,
  applies: (state: Tree, scope: Tree) => boolean,
  change: (state: Tree, scope: Tree, name: string) => void,
): Mutation {
  const sites: Mutation["sites"] = (definition) =>
    statesIn(definition).flatMap(({ state, scope }, index) => {
      if (!applies(state, scope)) return [];
      return [
        (copy: Tree) => {
          const found = statesIn(copy)[index]!;
          change(found.state, found.scope, found.name);
        },
      ];
    });
  return { name, code, sites };
}

/** A mutation of the variables that are assigned and read. */
function ofVariables(
  name: string,
  code: AslFindingCode,
  change: (assign: Tree, variable: string) => void,
  needsReader = true,
): Mutation {
  const sites: Mutation["sites"] = (definition) => {
    const variables = new Set(assignsIn(definition).flatMap((assign) => Object.keys(assign)));
    return [...variables]
      .filter((variable) => !needsReader || isRead(variable, definition))
      .map((variable) => (copy: Tree) => {
        for (const assign of assignsIn(copy)) if (Object.hasOwn(assign, variable)) change(assign, variable);
      });
  };
  return { name, code, sites };
}

function assignsIn(definition: Tree): readonly Tree[] {
  return statesIn(definition).flatMap(({ state }) => {
    const rules = (state["Choices"] as Tree[] | undefined) ?? [];
    const catchers = (state["Catch"] as Tree[] | undefined) ?? [];
    return [state, ...rules, ...catchers].flatMap((holder) => {
      const assign = holder["Assign"] as Tree | undefined;
      return assign === undefined ? [] : [assign];
    });
  });
}

/** Only where no lambda or block has a name of its own that is the same. */
function isRead(variable: string, definition: Tree): boolean {
  const text = JSON.stringify(definition);
  const binds = new RegExp(`\\$${variable}\\s*:=|function\\([^)]*\\$${variable}\\b`, "u");
  return new RegExp(`\\$${variable}\\b`, "u").test(text) && !binds.test(text);
}

const isType =
  (...types: readonly string[]) =>
  (state: Tree): boolean =>
    types.includes(state["Type"] as string);

const has =
  (field: string) =>
  (state: Tree): boolean =>
    Object.hasOwn(state, field);

const isMap =
  (mode: "INLINE" | "DISTRIBUTED") =>
  ({ ItemProcessor: processor }: Tree): boolean =>
    ((processor as Tree | undefined)?.["ProcessorConfig"] as Tree | undefined)?.["Mode"] === mode;

/** The scope of a Map assigns a variable, and what runs for each item reads it. */
function readAround(state: Tree, scope: Tree): void {
  const inner = state["ItemProcessor"] as Tree;
  (scope["States"] as Tree)["Before"] = { Type: "Pass", Assign: { around: 1 }, Next: scope["StartAt"] };
  scope["StartAt"] = "Before";
  (inner["States"] as Tree)["Inner"] = { Type: "Pass", Assign: { seen: "{% $around %}" }, Next: inner["StartAt"] };
  inner["StartAt"] = "Inner";
}

/** A Map assigns a variable, and what runs for each item does too. */
function assignAround(state: Tree): void {
  const inner = state["ItemProcessor"] as Tree;
  state["Assign"] = { ...(state["Assign"] as Tree), total: 1 };
  (inner["States"] as Tree)["Inner"] = { Type: "Pass", Assign: { total: 2 }, Next: inner["StartAt"] };
  inner["StartAt"] = "Inner";
}

const first = (state: Tree, field: string): Tree => (state[field] as Tree[])[0]!;
const always = (): boolean => true;

const rename = (to: string) => (assign: Tree, variable: string) => {
  assign[to] = assign[variable];
  delete assign[variable];
};

const flow: readonly Mutation[] = [
  ofStates("Next leads nowhere", "MISSING_TRANSITION_TARGET", has("Next"), (state) => (state["Next"] = "Nowhere")),
  ofStates(
    "Default leads nowhere",
    "MISSING_TRANSITION_TARGET",
    has("Default"),
    (state) => (state["Default"] = "Nowhere"),
  ),
  ofStates("a rule leads nowhere", "MISSING_TRANSITION_TARGET", has("Choices"), (state) => {
    first(state, "Choices")["Next"] = "Nowhere";
  }),
  ofStates("a catcher leads nowhere", "MISSING_TRANSITION_TARGET", has("Catch"), (state) => {
    first(state, "Catch")["Next"] = "Nowhere";
  }),
  ofStates("StartAt leads nowhere", "MISSING_TRANSITION_TARGET", always, (_, scope) => (scope["StartAt"] = "Nowhere")),
  ofStates("a state that nothing reaches", "MISSING_TRANSITION_TARGET", always, (_, scope) => {
    (scope["States"] as Tree)["Orphan"] = { Type: "Pass", End: true };
  }),
  ofStates(
    "the only edge to a state is gone",
    "MISSING_TRANSITION_TARGET",
    (state, scope) => has("Next")(state) && targetsIn(scope).filter((target) => target === state["Next"]).length === 1,
    (state) => {
      delete state["Next"];
      state["End"] = true;
    },
  ),
  ofStates(
    "nothing ends",
    "MISSING_END_STATE",
    (_, scope) => scope["QueryLanguage"] !== undefined,
    (_, scope) => {
      for (const [name, state] of Object.entries(scope["States"] as Record<string, Tree>)) {
        if (isType("Succeed", "Fail")(state)) (scope["States"] as Tree)[name] = { Type: "Pass", Next: name };
        if (has("End")(state)) {
          delete state["End"];
          state["Next"] = name;
        }
      }
    },
  ),
  ofStates("two states of one name", "DUPLICATE_STATE_NAME", has("ItemProcessor"), duplicateInside),
  ofStates("two states of one name, in a branch", "DUPLICATE_STATE_NAME", has("Branches"), duplicateInside),
];

function targetsIn(scope: Tree): readonly unknown[] {
  const states = Object.values(scope["States"] as Record<string, Tree>);
  const edges = states.flatMap((state) => [
    state["Next"],
    state["Default"],
    ...[...((state["Choices"] as Tree[]) ?? []), ...((state["Catch"] as Tree[]) ?? [])].map(({ Next }) => Next),
  ]);
  return [scope["StartAt"], ...edges];
}

function duplicateInside(state: Tree, _: Tree, name: string): void {
  const inner = (state["ItemProcessor"] as Tree | undefined) ?? first(state, "Branches");
  const states = inner["States"] as Tree;
  states[name] = { Type: "Pass", Next: inner["StartAt"] };
  inner["StartAt"] = name;
}

const variables: readonly Mutation[] = [
  ofVariables("a variable that is read has another name", "UNDEFINED_VARIABLE", rename("renamed")),
  ofVariables("a variable that is read is not assigned", "UNDEFINED_VARIABLE", (assign, name) => delete assign[name]),
  ofVariables("a variable is called states", "INVALID_VARIABLE_NAME", rename("states"), false),
  ofVariables("a variable is called as a function is", "INVALID_VARIABLE_NAME", rename("count"), false),
  ofVariables("a variable's name is none", "INVALID_VARIABLE_NAME", rename("a-b"), false),
  ofVariables("a variable's name is too long", "INVALID_VARIABLE_NAME", rename("x".repeat(81)), false),
  ofStates(
    "a state reads what it assigns itself",
    "UNDEFINED_VARIABLE",
    isType("Pass", "Task", "Map", "Parallel"),
    (state) => {
      state["Assign"] = { fresh: 1 };
      state["Output"] = "{% $fresh %}";
    },
  ),
  ofStates("a state reads what a branch assigned", "UNDEFINED_VARIABLE", has("Branches"), (state, scope) => {
    const inner = first(state, "Branches");
    (inner["States"] as Tree)["Inner"] = { Type: "Pass", Assign: { within: 1 }, Next: inner["StartAt"] };
    inner["StartAt"] = "Inner";
    const after = has("Next")(state) ? { Next: state["Next"] } : { End: true };
    (scope["States"] as Tree)["Outer"] = { Type: "Pass", Output: "{% $within %}", ...after };
    delete state["End"];
    state["Next"] = "Outer";
  }),
  ofStates("an iteration assigns an outer variable", "VARIABLE_IN_OUTER_SCOPE", isMap("INLINE"), assignAround),
  // AWS: a child execution has variables of its own, and sees none of the execution that starts it.
  ofStates("a child execution reads an outer variable", "UNDEFINED_VARIABLE", isMap("DISTRIBUTED"), readAround),
];

/** What is no mistake, though much like one. */
export const harmless: readonly Omit<Mutation, "code">[] = [
  ofStates("an iteration reads an outer variable", "UNDEFINED_VARIABLE", isMap("INLINE"), readAround),
  ofStates(
    "a child execution assigns a variable of the same name",
    "VARIABLE_IN_OUTER_SCOPE",
    isMap("DISTRIBUTED"),
    assignAround,
  ),
];

const handlers: readonly Mutation[] = ["Retry", "Catch"].flatMap((field) => [
  ofStates(`States.ALL before others in ${field}`, "SCHEMA_VALIDATION_FAILED", has(field), (state) => {
    (state[field] as Tree[]).unshift({ ...first(state, field), ErrorEquals: ["States.ALL"] });
  }),
  ofStates(`States.ALL beside others in ${field}`, "SCHEMA_VALIDATION_FAILED", has(field), (state) => {
    (state[field] as Tree[]).at(-1)!["ErrorEquals"] = ["Other", "States.ALL"];
  }),
  ofStates(`no error in ${field}`, "SCHEMA_VALIDATION_FAILED", has(field), (state) => {
    first(state, field)["ErrorEquals"] = [];
  }),
]);

const without = (type: string, field: string): Mutation =>
  ofStates(`a ${type} without ${field}`, "SCHEMA_VALIDATION_FAILED", isType(type), (state) => delete state[field]);

const withField = (types: readonly string[], field: string, value: unknown): Mutation =>
  ofStates(`${types.join(" or ")} with ${field}`, "SCHEMA_VALIDATION_FAILED", isType(...types), (state) => {
    state[field] = value;
  });

const anyState = ["Task", "Pass", "Choice", "Wait", "Parallel", "Map", "Succeed", "Fail"];

const fields: readonly Mutation[] = [
  ofStates("Next and End", "SCHEMA_VALIDATION_FAILED", has("Next"), (state) => (state["End"] = true)),
  ofStates("neither Next nor End", "SCHEMA_VALIDATION_FAILED", has("Next"), (state) => delete state["Next"]),
  ofStates("End that is not true", "SCHEMA_VALIDATION_FAILED", has("End"), (state) => (state["End"] = "yes")),
  without("Task", "Resource"),
  without("Choice", "Choices"),
  without("Map", "ItemProcessor"),
  without("Parallel", "Branches"),
  withField(["Fail"], "Output", {}),
  withField(["Fail", "Succeed"], "Next", "Succeed"),
  withField(["Fail", "Succeed"], "Assign", { x: 1 }),
  withField(["Choice"], "Next", "Succeed"),
  withField(["Choice"], "Choices", []),
  withField(["Pass", "Choice", "Wait", "Succeed"], "Retry", [{ ErrorEquals: ["E"] }]),
  withField(["Pass", "Choice", "Wait", "Succeed"], "Catch", [{ ErrorEquals: ["E"], Next: "Succeed" }]),
  withField(["Pass", "Choice", "Map"], "TimeoutSeconds", 5),
  withField(["Task"], "TimeoutSeconds", 0),
  withField(["Task"], "TimeoutSeconds", 1.5),
  ofStates("a heartbeat slower than the timeout", "SCHEMA_VALIDATION_FAILED", has("TimeoutSeconds"), (state) => {
    state["HeartbeatSeconds"] = state["TimeoutSeconds"];
  }),
  withField(["Map"], "MaxConcurrency", -1),
  withField(anyState, "Typo", 1),
  withField(anyState, "Type", "Job"),
  withField(["Task", "Map", "Parallel", "Pass"], "ResultPath", "$.a"),
  withField(["Task", "Pass", "Choice", "Succeed"], "InputPath", "$.a"),
  withField(["Task"], "Parameters", {}),
  withField(["Pass"], "Result", {}),
  withField(["Map"], "ItemsPath", "$"),
  withField(anyState, "QueryLanguage", "JSONPath"),
  ofStates("a rule without a condition", "SCHEMA_VALIDATION_FAILED", has("Choices"), (state) => {
    delete first(state, "Choices")["Condition"];
  }),
  ofStates("a rule in JSONPath", "SCHEMA_VALIDATION_FAILED", has("Choices"), (state) => {
    Object.assign(first(state, "Choices"), { Variable: "$.x", IsPresent: true });
  }),
  ofStates("a state's name is too long", "INVALID_STATE_NAME", always, (_, scope) => {
    const name = "x".repeat(81);
    (scope["States"] as Tree)[name] = { Type: "Pass", Next: scope["StartAt"] };
    scope["StartAt"] = name;
  }),
];

/** An Output in place of a state's own, or one beside its Assign. */
const withOutput = (
  what: string,
  code: AslFindingCode,
  source: string,
  types = ["Task", "Pass", "Choice", "Succeed", "Map"],
): Mutation =>
  ofStates(
    `an expression with ${what}`,
    code,
    isType(...types),
    (state) => (state["Output"] = { value: `{% ${source} %}` }),
  );

const expressions: readonly Mutation[] = [
  withOutput("a syntax error", "INVALID_JSONATA_EXPRESSION", "1 +"),
  withOutput("an open parenthesis", "INVALID_JSONATA_EXPRESSION", "$count(("),
  withOutput("an operator of a later JSONata", "INVALID_JSONATA_EXPRESSION", "$states.input.a ?? 1"),
  withOutput("$", "UNSUPPORTED_JSONATA_EXPRESSION", "$.total"),
  withOutput("$$", "UNSUPPORTED_JSONATA_EXPRESSION", "$$.total"),
  withOutput("a bare name", "UNSUPPORTED_JSONATA_EXPRESSION", "total + 1"),
  withOutput("an error outside of a Catch", "UNSUPPORTED_JSONATA_EXPRESSION", "$states.errorOutput.Error"),
  withOutput("a result where there is none", "UNSUPPORTED_JSONATA_EXPRESSION", "$states.result", [
    "Pass",
    "Choice",
    "Succeed",
  ]),
  withOutput("a misspelt field of $states", "UNSUPPORTED_JSONATA_EXPRESSION", "$states.inptu.id"),
  withOutput("$eval", "UNDEFINED_VARIABLE", '$eval("1")'),
  withOutput("a function that does not exist", "UNDEFINED_VARIABLE", "$frobnicate(1)"),
  ofStates("the result in the arguments", "UNSUPPORTED_JSONATA_EXPRESSION", has("Arguments"), (state) => {
    state["Arguments"] = { value: "{% $states.result %}" };
  }),
  ofStates("a condition without marks", "SCHEMA_VALIDATION_FAILED", has("Choices"), (state) => {
    first(state, "Choices")["Condition"] = "true";
  }),
];

/** Every mutation; all must be found in every definition that they can be done to. */
export const mutations: readonly Mutation[] = [...flow, ...variables, ...handlers, ...fields, ...expressions];
