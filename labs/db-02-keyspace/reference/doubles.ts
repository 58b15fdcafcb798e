/**
 * Doubles as clients write and read them: the scores of sorted sets.
 *
 * Read as strtod(3) does, see float-text.ts. What is too large for a double, or so small that it would become 0, is no
 * number. Written in the fewest digits that read back as the same double.
 *
 * Source: `string2d` in Redis 7.0's util.c; `d2string` of 7.2, which writes the shortest digits (7.0 writes seventeen:
 * 0.1 as 0.10000000000000001).
 *
 * Left out: 7.2's own rule of when to write an exponent. Here it is JavaScript's, as everywhere in @labs/db-01.
 *
 * @given
 */
import { DOUBLE, nearest } from "./binary-rounding.ts";
import { type FloatText, parseFloatText } from "./float-text.ts";

/** The double that the text names, infinities included, or undefined if it names none. Never NaN. */
export function parseDouble(bytes: Uint8Array): number | undefined {
  const parsed = parseFloatText(bytes);
  if (parsed === undefined) return undefined;
  const sign = parsed.isNegative ? -1 : 1;
  if (parsed.kind === "infinite") return sign * Infinity;
  const size = sizeOf(parsed);
  if (!Number.isFinite(size) || (size === 0 && parsed.digits > 0n)) return undefined;
  return sign * size;
}

/** `value` in the fewest digits that read back as it: `0.1`, `3`, `1e+21`, `-0`, `inf`, `-inf`, `nan`. */
export function formatDouble(value: number): string {
  if (Object.is(value, -0)) return "-0";
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return String(value);
}

function sizeOf({ text, digits, base, exponent }: FloatText & { kind: "finite" }): number {
  // JavaScript rounds decimal digits correctly; it knows no others with a point.
  if (base === 10) return Math.abs(Number(text));
  const numerator = exponent > 0 ? digits << BigInt(exponent) : digits;
  const rounded = nearest(numerator, 1n << BigInt(Math.max(0, -exponent)), DOUBLE);
  return Number(rounded.significand) * 2 ** rounded.exponent;
}
