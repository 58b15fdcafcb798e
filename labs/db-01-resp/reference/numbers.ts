/**
 * Numbers on the wire: two grammars, kept apart on purpose.
 *
 *     a value  :+007    [+-]? digits, as the protocol's specification writes it
 *     a length $5       0, or digits without a leading zero, as Redis's `string2ll` reads it
 *
 * A length is part of the framing: two readers that disagree about one are a way to smuggle
 * requests past a proxy, so its grammar has one spelling for each number.
 *
 * Left out: nothing is parsed as a double on the way; integers above 2^53 stay exact.
 *
 * @solution
 */
import { MINUS, PLUS, ZERO } from "./ascii.ts";

/** Fifteen digits are below 2^53, whatever they are. */
const SAFE_DIGITS = 15;
/** So many digits fit 64 bits, whatever they are. */
const WORD_DIGITS = 18;

/**
 * The length written in bytes[start … end), or undefined if it is none; a `-` before it is
 * accepted. Above 2^53 it is not exact: every limit is below, and of a negative one the sign
 * counts.
 */
export function parseLength(bytes: Uint8Array, start: number, end: number): number | undefined {
  const negative = bytes[start] === MINUS;
  const first = negative ? start + 1 : start;
  const count = end - first;
  if (count < 1 || count > WORD_DIGITS + 1) return undefined;
  if (bytes[first] === ZERO && (count > 1 || negative)) return undefined;
  if (count > WORD_DIGITS && !isWord(bytes, start, end)) return undefined;
  const length = parseDigits(bytes, first, end);
  return length === undefined || !negative ? length : -length;
}

/**
 * The integer written in bytes[start … end), or undefined: `number` where exact, `bigint` up to 64
 * bits.
 */
export function parseInteger(
  bytes: Uint8Array,
  start: number,
  end: number,
): number | bigint | undefined {
  const sign = bytes[start];
  const first = sign === MINUS || sign === PLUS ? start + 1 : start;
  if (end - first <= SAFE_DIGITS) {
    const value = first < end ? parseDigits(bytes, first, end) : undefined;
    return value !== undefined && value > 0 && sign === MINUS ? -value : value;
  }
  const value = parseBigInteger(Buffer.from(bytes.subarray(start, end)).toString("latin1"));
  if (value === undefined || BigInt.asIntN(64, value) !== value) return undefined;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/**
 * The 64-bit integer that `text` writes in its one spelling (no `+`, no leading zero, no `-0`), as
 * Redis's `string2ll` reads it, or undefined.
 */
export function parseWord(text: string): bigint | undefined {
  if (!/^(0|-?[1-9][0-9]{0,18})$/.test(text)) return undefined;
  const value = BigInt(text);
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

/** The integer that `text` writes as [+-]? digits, of any size, or undefined. */
export function parseBigInteger(text: string): bigint | undefined {
  if (!/^[+-]?[0-9]+$/.test(text)) return undefined;
  const value = BigInt(text.replace(/^[+-]/, ""));
  return text.startsWith("-") ? -value : value;
}

function isWord(bytes: Uint8Array, start: number, end: number): boolean {
  return parseWord(Buffer.from(bytes.subarray(start, end)).toString("latin1")) !== undefined;
}

function parseDigits(bytes: Uint8Array, start: number, end: number): number | undefined {
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}
