/** The command line itself is at fault; ends with exit code 2 and a pointer to `--help`. */
export class UsageError extends Error {}
