/**
 * Integers of 64 bits as clients write them: each in exactly one spelling.
 *
 *     0  7  -7  9223372036854775807       are integers
 *     +7  07  -0  " 7"  7.0  0x7  ""      are not, and no more are 9223372036854775808 and abc
 *
 * One spelling for each number means that a value which INCR has read and written back was not changed on the way, and
 * that Redis can keep it as eight bytes and give back what it was given.
 *
 * Source: `string2ll` in Redis 7.0's util.c.
 */

export const INT64_MAX = 2n ** 63n - 1n;
export const INT64_MIN = -(2n ** 63n);

/**
 * The integer that the text `bytes` writes in its one spelling, or undefined: `0`, or digits of which the first is not
 * 0, with `-` before them if it is negative; from -2^63 to 2^63 - 1. Exact, so a bigint. The text may be long: a
 * value of a megabyte is none, and not worth converting.
 *
 * @step 2
 */
export function parseInteger(bytes: Uint8Array): bigint | undefined {
  if (bytes.length > MAX_BYTES) return undefined;
  const text = Buffer.from(bytes).toString("latin1");
  if (!/^(0|-?[1-9][0-9]*)$/.test(text)) return undefined;
  const value = BigInt(text);
  return value === BigInt.asIntN(64, value) ? value : undefined;
}

/** The one spelling of `value`. */
export function integerText(value: bigint | number): Uint8Array {
  return new TextEncoder().encode(String(value));
}

/** A sign and nineteen digits. @solution */
const MAX_BYTES = 20;
