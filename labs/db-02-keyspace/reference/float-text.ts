/**
 * How people write numbers with a fraction: the grammar of C's strtod(3), and the exact number that a text names.
 *
 *     3  -0.5  +.5  5.  1e5  1E-5       decimal: digits, at most one point, an exponent of ten
 *     0x1f  0x.8p-3                     hexadecimal: an exponent of two, in decimal digits
 *     inf  -INF  +infinity              in any case
 *     nan  1_000  " 1"  "1 "  1e  ""    none of these is a number here
 *
 * Source: `string2d` and `string2ld` in Redis 7.0's util.c, which hand the text to strtod and strtold, and want it
 * read to its last byte. C17 §7.22.1.3.
 *
 * Left out: texts of 5,120 bytes and more, which string2ld refuses; string2d does not.
 *
 * @given
 */

const MAX_BYTES = 5 * 1024 - 1;
/** An exponent beyond it overflows or underflows, whatever digits of such a text it scales. */
const MAX_EXPONENT = 100_000;

const DECIMAL = /^([+-]?)(?:([0-9]+)\.?([0-9]*)|\.([0-9]+))(?:e([+-]?[0-9]+))?$/;
const HEXADECIMAL = /^([+-]?)0x(?:([0-9a-f]+)\.?([0-9a-f]*)|\.([0-9a-f]+))(?:p([+-]?[0-9]+))?$/;
const INFINITE = /^([+-]?)inf(?:inity)?$/;

/** The number that a text names: `digits` × `base` ^ `exponent`, exactly, or infinity. */
export type FloatText =
  | { readonly kind: "infinite"; readonly isNegative: boolean }
  | {
      readonly kind: "finite";
      /** In lower case. */
      readonly text: string;
      readonly isNegative: boolean;
      /** Not negative. */
      readonly digits: bigint;
      readonly base: 2 | 10;
      readonly exponent: number;
    };

/** What number the text `bytes` names, or undefined if it is none. */
export function parseFloatText(bytes: Uint8Array): FloatText | undefined {
  if (bytes.length > MAX_BYTES) return undefined;
  const text = Buffer.from(bytes).toString("latin1").toLowerCase();
  const infinite = INFINITE.exec(text);
  if (infinite !== null) return { kind: "infinite", isNegative: infinite[1] === "-" };
  const decimal = DECIMAL.exec(text);
  if (decimal !== null) return finite(text, decimal, "", 10, 1);
  const hexadecimal = HEXADECIMAL.exec(text);
  return hexadecimal === null ? undefined : finite(text, hexadecimal, "0x", 2, 4);
}

function finite(
  text: string,
  [, sign, whole = "", fraction = "", pure = "", exponent = "0"]: readonly string[],
  prefix: string,
  base: 2 | 10,
  exponentsPerDigit: number,
): FloatText {
  const behindPoint = fraction + pure;
  const scale = Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, Number(exponent)));
  return {
    kind: "finite",
    text,
    isNegative: sign === "-",
    digits: BigInt(`${prefix}${whole}${behindPoint}`),
    base,
    exponent: scale - behindPoint.length * exponentsPerDigit,
  };
}
