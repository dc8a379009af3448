/** Methods, and functions of Array and Object, that give an array or object of their own; its elements may be shared. */
const copying: ReadonlySet<string> = new Set(
  "concat filter flat flatMap map slice split toReversed toSorted toSpliced with from of keys values entries fill".split(
    " ",
  ),
);

export function givesNewArray(method: string): boolean {
  return copying.has(method);
}
