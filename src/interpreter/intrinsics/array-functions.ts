import type { Json } from "#asl";
import { isDeepEqual } from "../json-path/is-deep-equal.ts";
import { checkCount, integerArgument, listArgument } from "./check-arguments.ts";
import type { IntrinsicFunctions } from "./intrinsic-functions.ts";
import { IntrinsicFailure } from "./intrinsic-failure.ts";

// AWS: "A newly generated array can't contain more than 1000 items".
const maximumRangeLength = 1000;

/** The functions that make arrays, look into them and take them apart. */
export const arrayFunctions: IntrinsicFunctions = {
  Array: (args) => args,
  ArrayPartition(args) {
    checkCount(args, 2);
    const list = listArgument(args, 0);
    const size = integerArgument(args, 1);
    if (size < 1) throw new IntrinsicFailure(`The chunk size must be a positive number, got ${size}`);
    const chunks: Json[] = [];
    for (let start = 0; start < list.length; start += size) chunks.push(list.slice(start, start + size));
    return chunks;
  },
  ArrayContains(args) {
    checkCount(args, 2);
    return listArgument(args, 0).some((element) => isDeepEqual(element, args[1]));
  },
  ArrayRange(args) {
    checkCount(args, 3);
    const [first, last, step] = [0, 1, 2].map((index) => integerArgument(args, index)) as [number, number, number];
    if (step === 0) throw new IntrinsicFailure("The increment must not be zero");
    const length = Math.max(0, Math.floor((last - first) / step) + 1);
    if (length > maximumRangeLength) {
      throw new IntrinsicFailure(`The range must not have more than ${maximumRangeLength} elements, got ${length}`);
    }
    return Array.from({ length }, (_, index) => first + index * step);
  },
  ArrayGetItem(args) {
    checkCount(args, 2);
    const list = listArgument(args, 0);
    const index = integerArgument(args, 1);
    const found = index < 0 ? undefined : list[index];
    if (found === undefined) throw new IntrinsicFailure(`The index ${index} is out of the array's bounds`);
    return found;
  },
  ArrayLength(args) {
    checkCount(args, 1);
    return listArgument(args, 0).length;
  },
  ArrayUnique(args) {
    checkCount(args, 1);
    const seen = new Set<string>();
    return listArgument(args, 0).filter((element) => {
      const key = canonicalText(element);
      return !seen.has(key) && seen.add(key);
    });
  },
};

/** The same text for values that are the same. */
function canonicalText(value: Json): string {
  return JSON.stringify(value, (_, inner: Json) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
