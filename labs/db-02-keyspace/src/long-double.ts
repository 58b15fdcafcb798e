/**
 * The arithmetic of INCRBYFLOAT: x86's long double of 80 bits, in whole numbers.
 *
 *     sign 1 bit │ exponent 15 bits │ significand 64 bits
 *
 * Redis adds in this format and writes 17 digits behind the point, zeros at the end cut. With doubles, 0.1 + 0.2 is
 * 0.30000000000000004; with eleven bits more the error is too small for the 17 digits to show, and the sum is 0.3.
 * JavaScript has doubles only, so a long double is here a bigint and an exponent, and every step is exact up to
 * the one rounding that the processor does too.
 *
 * Invariant: |significand| < 2^64; -16445 ≤ exponent ≤ 16320. The number is significand × 2 ^ exponent.
 *
 * Source: Intel SDM vol. 1 §4.2.2; `incrbyfloatCommand` in Redis 7.0's t_string.c, `string2ld` and `ld2string` in
 * util.c.
 *
 * Left out: NaN, which cannot be read and is no result; the sign of zero, which is not written. Machines whose long
 * double is another (ARM: 128 bits, and software) give other last digits in Redis too.
 *
 * @given
 */
import { divideToEven, LONG_DOUBLE, nearest } from "./binary-rounding.ts";
import { parseFloatText } from "./float-text.ts";

const MAX_EXPONENT = 16_320;
const FRACTION_DIGITS = 17;
/** Long doubles lie between 10^-4951 and 10^4933. */
const DECIMAL_EXPONENTS = 6_000;
/** A bit is less than a third of a decimal digit. */
const BITS_PER_DIGIT = 3;

/** An 80-bit number, or an infinity. */
export type LongDouble =
  | { readonly kind: "finite"; readonly significand: bigint; readonly exponent: number }
  | { readonly kind: "infinite"; readonly isNegative: boolean };

export const ZERO_LONG_DOUBLE: LongDouble = { kind: "finite", significand: 0n, exponent: 0 };

/**
 * The nearest long double to what the text names, or undefined: if it names no number, one that is too large, or one so
 * small that it would become 0. See float-text.ts.
 */
export function parseLongDouble(bytes: Uint8Array): LongDouble | undefined {
  const parsed = parseFloatText(bytes);
  if (parsed === undefined || parsed.kind === "infinite") return parsed;
  const { digits, base, exponent, isNegative } = parsed;
  if (digits === 0n) return ZERO_LONG_DOUBLE;
  // Beyond every long double; and its power would not fit into memory.
  const length = digits.toString(base).length + exponent;
  if (Math.abs(base === 10 ? length : length / BITS_PER_DIGIT) > DECIMAL_EXPONENTS)
    return undefined;
  const power = BigInt(base) ** BigInt(Math.abs(exponent));
  const value =
    exponent < 0 ? rounded(digits, power, isNegative) : rounded(digits * power, 1n, isNegative);
  return value.kind === "infinite" || value.significand === 0n ? undefined : value;
}

/** a + b as the processor rounds it; undefined if that is infinite or no number. */
export function addLongDoubles(a: LongDouble, b: LongDouble): LongDouble | undefined {
  if (a.kind === "infinite" || b.kind === "infinite") return undefined;
  const exponent = Math.min(a.exponent, b.exponent);
  const sum =
    (a.significand << BigInt(a.exponent - exponent)) +
    (b.significand << BigInt(b.exponent - exponent));
  const size = sum < 0n ? -sum : sum;
  const value =
    exponent < 0
      ? rounded(size, 1n << BigInt(-exponent), sum < 0n)
      : rounded(size << BigInt(exponent), 1n, sum < 0n);
  return value.kind === "infinite" ? undefined : value;
}

/** As printf("%.17Lf") writes it, without the zeros at the end, and without a point that nothing follows. */
export function formatLongDouble(value: LongDouble): string {
  if (value.kind === "infinite") return value.isNegative ? "-inf" : "inf";
  const { significand, exponent } = value;
  const size = (significand < 0n ? -significand : significand) * 10n ** BigInt(FRACTION_DIGITS);
  const scaled =
    exponent < 0 ? divideToEven(size, 1n << BigInt(-exponent)) : size << BigInt(exponent);
  if (scaled === 0n) return "0";
  const digits = scaled.toString().padStart(FRACTION_DIGITS + 1, "0");
  const fraction = digits.slice(-FRACTION_DIGITS).replace(/0+$/, "");
  const whole = digits.slice(0, -FRACTION_DIGITS);
  return `${significand < 0n ? "-" : ""}${whole}${fraction === "" ? "" : "."}${fraction}`;
}

function rounded(numerator: bigint, denominator: bigint, isNegative: boolean): LongDouble {
  const { significand, exponent } = nearest(numerator, denominator, LONG_DOUBLE);
  if (significand === 0n) return ZERO_LONG_DOUBLE;
  if (exponent > MAX_EXPONENT) return { kind: "infinite", isNegative };
  return { kind: "finite", significand: isNegative ? -significand : significand, exponent };
}
