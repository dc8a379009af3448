// The functions that Step Functions adds to JSONata and that depend on nothing but their arguments.

// Measured on AWS: a range of 873,782 numbers is made, one more is refused.
const maximumRangeLength = 873_782;

export const awsFunctions: Readonly<Record<string, unknown>> = {
  partition,
  range,
  parse,
  // AWS has no $eval; unbound, a call answers T1006 as there.
  eval: undefined,
};

function partition(array: unknown, size: unknown): unknown {
  if (array === undefined) return undefined;
  if (typeof size !== "number" || Math.trunc(size) < 1) throw new Error("The chunk size must be a positive number");
  const elements = Array.isArray(array) ? array : [array];
  const length = Math.trunc(size);
  const chunks: unknown[] = [];
  for (let start = 0; start < elements.length; start += length) chunks.push(elements.slice(start, start + length));
  return sequence(chunks);
}

function range(first: unknown, last: unknown, step: unknown = 1): unknown {
  if (typeof first !== "number" || typeof last !== "number" || typeof step !== "number") {
    throw new TypeError("The arguments of $range must be numbers");
  }
  const [from, to, by] = [Math.trunc(first), Math.trunc(last), Math.trunc(step)];
  if (by === 0) throw new Error("The step of $range must not be zero");
  const length = Math.max(0, Math.floor((to - from) / by) + 1);
  if (length > maximumRangeLength) throw new Error("The range has too many elements");
  return sequence(Array.from({ length }, (_, index) => from + index * by));
}

/** Recorded on AWS: these results are JSONata sequences, where one element stands for itself and none for nothing. */
function sequence(elements: readonly unknown[]): unknown {
  return elements.length > 1 ? elements : elements[0];
}

function parse(text: unknown): unknown {
  if (text === undefined) return undefined;
  if (typeof text !== "string") throw new Error("The argument of $parse must be a string");
  return JSON.parse(text);
}
