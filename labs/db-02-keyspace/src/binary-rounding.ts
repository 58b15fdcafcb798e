/**
 * From an exact fraction to the nearest number that a floating-point format holds.
 *
 *     format               bits of significand    smallest exponent
 *     double               53                     -1074
 *     80-bit long double   64                     -16445
 *
 * A number of the format is significand × 2 ^ exponent, the significand being below 2 ^ bits. The exponent is as small
 * as the significand allows; near zero it cannot be smaller than the smallest, and bits are lost (subnormal numbers).
 *
 * Source: IEEE 754-2019 §4.3.1, roundTiesToEven.
 *
 * Left out: the largest exponent. Who calls looks at it.
 *
 * @given
 */

export type BinaryFormat = { readonly bits: number; readonly minExponent: number };

export const DOUBLE: BinaryFormat = { bits: 53, minExponent: -1074 };
export const LONG_DOUBLE: BinaryFormat = { bits: 64, minExponent: -16445 };

/** significand × 2 ^ exponent, not negative. */
export type Binary = { readonly significand: bigint; readonly exponent: number };

/** The number of `format` nearest to numerator / denominator; of two as near, the one with an even significand. */
export function nearest(numerator: bigint, denominator: bigint, format: BinaryFormat): Binary {
  const { bits, minExponent } = format;
  let exponent = Math.max(minExponent, bitLength(numerator) - bitLength(denominator) - bits);
  let significand = scaled(numerator, denominator, exponent);
  if (bitLength(significand) > bits) {
    exponent += 1;
    significand = scaled(numerator, denominator, exponent);
  }
  // Rounded up to a power of two: one bit more than there is room for, and the lowest is 0.
  if (bitLength(significand) > bits)
    return { significand: significand >> 1n, exponent: exponent + 1 };
  return { significand, exponent };
}

/** numerator / denominator / 2 ^ exponent, to the nearest whole number, ties to even. */
function scaled(numerator: bigint, denominator: bigint, exponent: number): bigint {
  const dividend = exponent < 0 ? numerator << BigInt(-exponent) : numerator;
  const divisor = exponent > 0 ? denominator << BigInt(exponent) : denominator;
  return divideToEven(dividend, divisor);
}

/** dividend / divisor (both not negative), to the nearest whole number, ties to even. */
export function divideToEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twice = 2n * (dividend % divisor);
  const isUp = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  return isUp ? quotient + 1n : quotient;
}

function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}
