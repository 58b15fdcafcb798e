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

const STAR = 0x2a;
// @solution
const QUESTION_MARK = 0x3f;
// @solution
const OPENING_BRACKET = 0x5b;
// @solution
const BACKSLASH = 0x5c;
// @solution
const CLOSING_BRACKET = 0x5d;
// @solution
const CARET = 0x5e;
// @solution
const DASH = 0x2d;

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
  if (text.length === 0) return pattern.length === 0;
  let at = 0;
  let place = 0;
  let afterStar = -1;
  let starPlace = 0;
  while (place < text.length) {
    if (pattern[at] === STAR) {
      at += 1;
      afterStar = at;
      starPlace = place;
      continue;
    }
    const next = afterItem(pattern, at, text[place]!);
    if (next >= 0) {
      at = next;
      place += 1;
    } else if (afterStar >= 0) {
      starPlace += 1;
      at = afterStar;
      place = starPlace;
    } else {
      return false;
    }
  }
  while (pattern[at] === STAR) at += 1;
  return at >= pattern.length;
}

/**
 * Where the item of `pattern` ends that begins at `at` and is no star, or -1 if `byte` does not
 * match it, or there is none.
 *
 * @solution
 */
function afterItem(pattern: Uint8Array, at: number, byte: number): number {
  switch (pattern[at]) {
    case QUESTION_MARK:
      return at + 1;
    case OPENING_BRACKET:
      return afterBracket(pattern, at + 1, byte);
    case BACKSLASH: {
      const literal = at + 1 < pattern.length ? at + 1 : at;
      return pattern[literal] === byte ? literal + 1 : -1;
    }
    default:
      return pattern[at] === byte ? at + 1 : -1;
  }
}

/** @solution */
function afterBracket(pattern: Uint8Array, first: number, byte: number): number {
  const negated = pattern[first] === CARET;
  let at = negated ? first + 1 : first;
  let found = false;
  while (at < pattern.length && pattern[at] !== CLOSING_BRACKET) {
    const left = pattern.length - at;
    if (pattern[at] === BACKSLASH && left >= 2) {
      found ||= pattern[at + 1] === byte;
      at += 2;
    } else if (pattern[at + 1] === DASH && left >= 3) {
      const [a, b] = [pattern[at]!, pattern[at + 2]!];
      found ||= Math.min(a, b) <= byte && byte <= Math.max(a, b);
      at += 3;
    } else {
      found ||= pattern[at] === byte;
      at += 1;
    }
  }
  return found === negated ? -1 : at + 1;
}
