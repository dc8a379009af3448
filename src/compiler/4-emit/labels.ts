/** AWS's limit for the label of a distributed Map. */
const longestLabel = 40;

/** Gives labels to distributed Maps: the state's name, cut and numbered where that is needed. */
export function createLabels(): (stateName: string) => string {
  const taken = new Set<string>();
  return (stateName) => {
    for (let number = 1; ; number++) {
      const suffix = number === 1 ? "" : String(number);
      const label = `${stateName.slice(0, longestLabel - suffix.length)}${suffix}`;
      if (taken.has(label)) continue;
      taken.add(label);
      return label;
    }
  };
}
