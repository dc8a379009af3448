const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Checks the name of a workflow, task function or bucket.
 *
 * Names become folder names, state names, construct ids and parts of physical names: kebab-case is valid in all of them.
 */
export function checkName(what: string, name: string, maximumLength = 60): void {
  if (!kebabCase.test(name) || name.length > maximumLength) {
    throw new TypeError(
      `${what} name must be kebab-case (lower-case letters, digits and single hyphens, starting with a letter) ` +
        `of at most ${maximumLength} characters, got ${JSON.stringify(name)}`,
    );
  }
}

/** Refuses options that do not exist: a misspelt `timeoutSecond` must not be ignored. */
export function checkOptions(what: string, options: object, known: readonly string[]): void {
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) {
      throw new TypeError(`${what} has no option ${JSON.stringify(key)}; the options are ${known.join(", ")}`);
    }
  }
}
