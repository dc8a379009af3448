import { nextRandom, seedRandom } from "../core/random.ts";
import { checkCount, integerArgument, objectArgument } from "./check-arguments.ts";
import type { IntrinsicFunctions } from "./intrinsic-functions.ts";
import { IntrinsicFailure } from "./intrinsic-failure.ts";

// AWS: "MathAdd … integer values between -2147483648 and 2147483647".
const smallest = -(2 ** 31);
const largest = 2 ** 31 - 1;

/** The functions that merge objects and count. */
export const objectAndNumberFunctions: IntrinsicFunctions = {
  JsonMerge(args) {
    checkCount(args, 3);
    // AWS: "Step Functions currently only supports the shallow merging mode; therefore, you must specify the boolean value as false".
    if (args[2] !== false)
      throw new IntrinsicFailure("The third argument must be false: deep merging is not supported");
    return { ...objectArgument(args, 0), ...objectArgument(args, 1) };
  },
  MathAdd(args) {
    checkCount(args, 2);
    return limited(integerArgument(args, 0)) + limited(integerArgument(args, 1));
  },
  MathRandom(args, scope) {
    checkCount(args, 2, 3);
    const [start, end] = [integerArgument(args, 0), integerArgument(args, 1)];
    if (start >= end)
      throw new IntrinsicFailure(`The start number must be smaller than the end number, got ${start} and ${end}`);
    const chance = args.length === 3 ? nextRandom(seedRandom(String(integerArgument(args, 2)))).value : scope.random();
    // AWS: "the start number is inclusive and the end number is exclusive".
    return start + Math.floor(chance * (end - start));
  },
};

function limited(value: number): number {
  if (value >= smallest && value <= largest) return value;
  throw new IntrinsicFailure(`The number must be between ${smallest} and ${largest}, got ${value}`);
}
