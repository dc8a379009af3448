/** The environment variable through which a function learns the physical name behind an `access` entry. */
export function accessVariable(key: string): string {
  return `MILLRACE_ACCESS_${key}`;
}
