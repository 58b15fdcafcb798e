/**
 * Inline requests: a line of words, as somebody types it into telnet.
 *
 *     SET greeting "hello\r\nworld" 'it\'s'   ──>   SET | greeting | hello CR LF world | it's
 *
 * A word ends at a blank. Quotes may begin inside a word (`foo"bar baz"` is one word), and must end
 * where the word ends.
 *
 * Source: `sdssplitargs` in Redis 7.0's `sds.c`, followed to the byte but for NUL: Redis's strings
 * end there, so it never sees the end of such a line. Here NUL is a byte like any other.
 *
 * Left out: escapes outside quotes; Redis has none either.
 */
import { BACKSLASH, DOUBLE_QUOTE, SINGLE_QUOTE } from "./ascii.ts";

/**
 * A word, and the offset after it.
 * @solution
 */
type Word = { readonly bytes: Uint8Array; readonly end: number };

/** @solution */
const ESCAPES: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09, b: 0x08, a: 0x07 };

/**
 * The words of `line` (without its line end), each in memory of its own, or undefined if a quote is
 * not closed or something other than a blank follows a closing quote.
 *
 * - Blanks before a word are skipped: space, tab, LF, VT (0b), FF (0c), CR. An unquoted word ends
 *   at a space, tab, LF or CR; VT and FF inside it belong to it.
 * - In double quotes: `\xHH` with two hexadecimal digits is that byte; `\n` `\r` `\t` `\b` `\a` are
 *   0a 0d 09 08 07; a backslash before any other byte is that byte. A backslash that ends the line
 *   is itself, and the quote is not closed.
 * - In single quotes: `\'` is a quote; any other backslash is itself.
 * - After a closing quote comes a blank of the first list or the end of the line.
 * - `""` is an empty word. A line of blanks has no words.
 *
 * @step 4
 */
export function splitInline(line: Uint8Array): Uint8Array[] | undefined {
  const words: Uint8Array[] = [];
  let at = skipBlanks(line, 0);
  while (at < line.length) {
    const word = readWord(line, at);
    if (word === undefined) return undefined;
    words.push(word.bytes);
    at = skipBlanks(line, word.end);
  }
  return words;
}

/** @solution */
function readWord(line: Uint8Array, start: number): Word | undefined {
  const bytes: number[] = [];
  let at = start;
  while (at < line.length && !endsWord(line[at]!)) {
    const byte = line[at]!;
    if (byte === DOUBLE_QUOTE || byte === SINGLE_QUOTE) {
      const end = readQuoted(line, at, bytes);
      if (end === undefined || (end < line.length && !isBlank(line[end]!))) return undefined;
      // A closing quote ends the word, even before VT or FF.
      return { bytes: Uint8Array.from(bytes), end };
    }
    bytes.push(byte);
    at += 1;
  }
  return { bytes: Uint8Array.from(bytes), end: at };
}

/**
 * Appends what the quotes that open at `start` hold; returns the offset after them, undefined if
 * not closed.
 * @solution
 */
function readQuoted(line: Uint8Array, start: number, bytes: number[]): number | undefined {
  const quote = line[start]!;
  let at = start + 1;
  while (at < line.length) {
    const byte = line[at]!;
    if (byte === quote) return at + 1;
    if (byte !== BACKSLASH || at + 1 === line.length) {
      bytes.push(byte);
      at += 1;
    } else if (quote === SINGLE_QUOTE) {
      const escaped = line[at + 1] === SINGLE_QUOTE;
      bytes.push(escaped ? SINGLE_QUOTE : BACKSLASH);
      at += escaped ? 2 : 1;
    } else {
      const hex = String.fromCharCode(...line.subarray(at + 1, at + 4));
      const isHex = /^x[0-9a-fA-F]{2}$/.test(hex);
      const next = String.fromCharCode(line[at + 1]!);
      bytes.push(isHex ? Number.parseInt(hex.slice(1), 16) : (ESCAPES[next] ?? line[at + 1]!));
      at += isHex ? 4 : 2;
    }
  }
  return undefined;
}

/** @solution */
function skipBlanks(line: Uint8Array, start: number): number {
  let at = start;
  while (at < line.length && isBlank(line[at]!)) at += 1;
  return at;
}

/**
 * What C's isspace accepts in the "C" locale.
 * @solution
 */
function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/** @solution */
function endsWord(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
