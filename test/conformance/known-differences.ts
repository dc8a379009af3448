/** Why recorded cases come out differently here: the reason, and the case's name as docs/conformance.md prints it. */
export const knownDifferences: readonly { readonly reason: string; readonly cases: readonly string[] }[] = [];
