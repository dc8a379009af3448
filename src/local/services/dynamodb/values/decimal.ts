import { validationError } from "../validation-error.ts";

// DynamoDB's numbers: up to 38 significant decimal digits, magnitudes from 1E-130 to 9.99…E+125, never rounded.

/** `coefficient × 10^exponent`; the coefficient has no trailing zero, and zero is 0 × 10^0. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

const mostDigits = 38;
const largestMagnitude = 125;
const smallestMagnitude = -130;

/** Reads a number as a request writes it; throws in DynamoDB's words. */
export function parseDecimal(text: string): Decimal {
  if (text === "") throw validationError("The parameter cannot be converted to a numeric value");
  const [, sign, whole = "", fraction = "", power = "0"] =
    /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  if (sign === undefined) throw validationError(`The parameter cannot be converted to a numeric value: ${text}`);
  // A text of a megabyte of digits must not become a number first.
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = withoutTrailingZeros(digits);
  if (significant === "") return zero;
  const exponent = Number(power) - fraction.length + (digits.length - significant.length);
  return checkedDecimal(significant, sign === "-", exponent);
}

function checkedDecimal(significant: string, isNegative: boolean, exponent: number): Decimal {
  const magnitude = exponent + significant.length - 1;
  if (magnitude > largestMagnitude) {
    throw validationError("Number overflow. Attempting to store a number with magnitude larger than supported range");
  }
  if (magnitude < smallestMagnitude) {
    throw validationError("Number underflow. Attempting to store a number with magnitude smaller than supported range");
  }
  if (significant.length > mostDigits) {
    throw validationError("Attempting to store more than 38 significant digits in a Number");
  }
  const coefficient = BigInt(significant);
  return { coefficient: isNegative ? -coefficient : coefficient, exponent };
}

// A pattern for the zeros at the end would look at every zero of a long text again and again.
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === "0") end -= 1;
  return digits.slice(0, end);
}

export const zero: Decimal = { coefficient: 0n, exponent: 0 };

/** The number in plain notation, as DynamoDB answers it. */
export function printDecimal({ coefficient, exponent }: Decimal): string {
  const sign = coefficient < 0n ? "-" : "";
  const digits = digitsOf(coefficient);
  if (exponent >= 0) return `${sign}${digits}${"0".repeat(exponent)}`;
  const padded = digits.padStart(1 - exponent, "0");
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

const digitsOf = (coefficient: bigint): string => String(coefficient < 0n ? -coefficient : coefficient);

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const exponent = Math.min(a.exponent, b.exponent);
  const difference = scaled(a, exponent) - scaled(b, exponent);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** The sum; throws where DynamoDB could not keep it. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  const sum = scaled(a, exponent) + scaled(b, exponent);
  const digits = digitsOf(sum);
  const significant = withoutTrailingZeros(digits);
  if (significant === "") return zero;
  return checkedDecimal(significant, sum < 0n, exponent + digits.length - significant.length);
}

export const negate = ({ coefficient, exponent }: Decimal): Decimal => ({ coefficient: -coefficient, exponent });

const scaled = ({ coefficient, exponent }: Decimal, to: number): bigint => coefficient * 10n ** BigInt(exponent - to);

/** Bytes that sort as the numbers do. */
export function decimalBytes({ coefficient, exponent }: Decimal): Buffer {
  if (coefficient === 0n) return Buffer.from([1]);
  const digits = digitsOf(coefficient);
  const magnitude = exponent + digits.length - 1 - smallestMagnitude;
  const bytes = Buffer.concat([Buffer.from([magnitude]), Buffer.from(digits, "latin1")]);
  if (coefficient > 0n) return Buffer.concat([Buffer.from([2]), bytes]);
  // The end counts too: of two negative numbers the one with further digits is the smaller.
  return Buffer.concat([Buffer.from([0]), bytes.map((byte) => 255 - byte), Buffer.from([255])]);
}

/** Bytes that DynamoDB counts for a number: one per two digits, and one. */
export function decimalSize({ coefficient, exponent }: Decimal): number {
  if (coefficient === 0n) return 1;
  const digits = digitsOf(coefficient).length + (exponent % 2 === 0 ? 0 : 1);
  return Math.ceil(digits / 2) + 1 + (coefficient < 0n ? 1 : 0);
}
