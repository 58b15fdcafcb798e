/**
 * Patterns for keys, as KEYS and MATCH take them.
 *
 *     *        any bytes, or none            [abc]    one of these bytes
 *     ?        any byte, just one            [a-f]    one from a to f, whichever is written first
 *     \x       the byte x itself             [^a-f]   one byte that is none of these
 *     x        the byte x
 *
 * Pattern and key are bytes: `?` is one byte of a character that has three.
 *
 * Matching looks for the first place where what follows a star fits, and goes on from there. If it
 * fails later, only the last star is tried again, one byte further on:
 *
 *     pattern   a * b c * d       the second star was reached, so `a*bc` fits, and as early as
 *                 ▲     ▲         can be: a later place for `bc` would only leave less of the
 *              done     again     key to find the `d` in
 *
 * That is at most (bytes of the pattern) × (bytes of the key) steps. Trying every star again for
 * every place of every other takes exponential time, and a client chooses both: CVE-2022-36021.
 *
 * Source: stringmatchlen in Redis 7.0's util.c.
 *
 * Left out: matching without regard to case. Bytes of a range are compared as numbers from 0 to
 * 255, also above 127, where Redis takes them as they are for the machine's C: on x86, for numbers
 * below zero.
 */

import { NotImplemented } from "@labs/machine";

const STAR = 0x2a;

/** Whether `pattern` is a single star, which every key matches, the empty one too. */
export function matchesAll(pattern: Uint8Array): boolean {
  return pattern.length === 1 && pattern[0] === STAR;
}

/**
 * Whether the whole of `text` matches the whole of `pattern`, both of any length, in at most
 * pattern.length × text.length steps, and as many again within brackets.
 *
 * What Redis does where a pattern is odd:
 *
 * - An empty text matches the empty pattern and no other (so `**` does not match it; `*` is asked
 *   for by `matchesAll`).
 * - A `\` that is the pattern's last byte stands for itself.
 * - A bracket without its `]` ends with the pattern: `[ab` is `[ab]`. Then `[` matches nothing, and
 *   `[^` any byte.
 * - `[]` matches nothing and `[^]` any byte: the first `]` closes, wherever it stands.
 * - Within brackets, `\x` is the byte x, where there is an x. It does not begin a range.
 * - `x-y` is a range whatever y is: `[a-]` and `[a-]]` are both the range from `]` to `a`, the
 *   first of them without a closing bracket. Where the pattern ends after the dash, `[a-`, it is a
 *   dash.
 *
 * @step 5
 */
export function matchesGlob(pattern: Uint8Array, text: Uint8Array): boolean {
  throw new NotImplemented("db-02 step 5: matchesGlob");
}
