import type { AslFinding } from "../finding.ts";
import type { Scope } from "./scopes.ts";

const longestStateName = 80;
const labelPattern = /^[\p{L}\p{N}_.-]{1,40}$/u;

/** AWS: state names, and labels of distributed Maps, are unique within the whole definition, branches included. */
export function checkNames(scopes: readonly Scope[]): readonly AslFinding[] {
  return [...checkStateNames(scopes), ...checkLabels(scopes)];
}

function checkStateNames(scopes: readonly Scope[]): readonly AslFinding[] {
  const places = scopes.flatMap(({ branch, location }) =>
    Object.keys(branch.States).map((name) => ({ name, location: `${location}/States/${name}` })),
  );
  const tooLong = places
    .filter(({ name }) => name.length > longestStateName)
    .map(({ name, location }) =>
      error(
        "INVALID_STATE_NAME",
        location,
        `Invalid State name: State '${name}' exceeds the ${longestStateName}-character limit allowed by the service`,
      ),
    );
  const twice = repeated(places).map(({ name, location }) =>
    error("DUPLICATE_STATE_NAME", location, `Duplicate State name: ${name}`),
  );
  return [...tooLong, ...twice];
}

function checkLabels(scopes: readonly Scope[]): readonly AslFinding[] {
  const places = scopes.flatMap(({ branch, location }) =>
    Object.entries(branch.States).flatMap(([stateName, state]) =>
      state.Type === "Map" && state.Label !== undefined
        ? [{ name: state.Label, location: `${location}/States/${stateName}/Label` }]
        : [],
    ),
  );
  const what = "a text of at most 40 characters without spaces, wildcards, brackets and special characters";
  const invalid = places
    .filter(({ name }) => !labelPattern.test(name))
    .map(({ location }) => error("INVALID_LABEL_NAME", location, `Label must be ${what}`));
  const twice = repeated(places).map(({ name, location }) =>
    error("DUPLICATE_LABEL_NAME", location, `Duplicate Label name: ${name}`),
  );
  return [...invalid, ...twice];
}

interface NamePlace {
  readonly name: string;
  readonly location: string;
}

/** Every place whose name an earlier one has. */
function repeated(places: readonly NamePlace[]): readonly NamePlace[] {
  const seen = new Set<string>();
  return places.filter(({ name }) => {
    const isKnown = seen.has(name);
    seen.add(name);
    return isKnown;
  });
}

function error(code: AslFinding["code"], location: string, message: string): AslFinding {
  return { code, severity: "ERROR", location, message };
}
