/**
 * Sorts as JSONata does, stably and with the same comparisons in the same order, which a comparison that fails or counts can show.
 */
export function mergeSort<Value>(
  values: readonly Value[],
  isAfter: (left: Value, right: Value) => boolean,
): readonly Value[] {
  if (values.length <= 1) return values;
  const middle = Math.floor(values.length / 2);
  const left = mergeSort(values.slice(0, middle), isAfter);
  const right = mergeSort(values.slice(middle), isAfter);
  return merge(left, right, isAfter);
}

function merge<Value>(
  left: readonly Value[],
  right: readonly Value[],
  isAfter: (left: Value, right: Value) => boolean,
): readonly Value[] {
  const merged: Value[] = [];
  let [fromLeft, fromRight] = [0, 0];
  while (fromLeft < left.length && fromRight < right.length) {
    if (isAfter(left[fromLeft]!, right[fromRight]!)) merged.push(right[fromRight++]!);
    else merged.push(left[fromLeft++]!);
  }
  while (fromLeft < left.length) merged.push(left[fromLeft++]!);
  while (fromRight < right.length) merged.push(right[fromRight++]!);
  return merged;
}
