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
import { NotImplemented } from "@labs/machine";

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
  throw new NotImplemented("db-01 step 4: splitInline");
}
