/**
 * Snappy: what came before is not said again.
 *
 *     stream     │ length of all, a varint │ element │ element │ …
 *
 *     element    its first byte, the tag; the lowest two bits say which:
 *
 *       00  literal     │ n │00│ the bytes          n = length - 1; 60 to 63: n - 59 bytes of length - 1 follow
 *       01  copy        │ o │ l │01│ o │            length 4 to 11, offset up to 2,047: 3 and 8 bits
 *       10  copy        │ l │10│ o │ o │            length 1 to 64, offset up to 65,535
 *       11  copy        │ l │11│ o │ o │ o │ o │    length 1 to 64, offset up to 2^32 - 1
 *
 *     "abcabcabcabx"  =  literal "abc", copy 8 bytes from 3 back, literal "x"
 *                              └────┘ it reads what it has just written: a run
 *
 * There are no bits to unpack and no table of frequencies: it is made to be fast, and to win where there is much to win.
 *
 * To compress, the last place of each four bytes is remembered by their hash. Where it holds the same four, a copy begins,
 * and goes on as long as it can. Where nothing was found for long, the search takes longer strides, so that bytes without
 * repetition cost little. One table serves all calls; it is emptied at the beginning of each.
 *
 * Source: google/snappy format_description.txt (§1, §2.1, §2.2); the strides: snappy.cc.
 *
 * Left out: the framing format with its own checksums; copies of 4-byte offsets, which are read and never written; a
 * window of 32 KiB, which Google's has so that its table has entries of 16 bits.
 */

import { NotImplemented } from "@labs/machine";

const Element = { Literal: 0, CopyOneByte: 1, CopyTwoBytes: 2, CopyFourBytes: 3 } as const;

/** The longest literal whose length is in its tag. */
const LITERAL_IN_TAG_BYTES = 60;
/** The longest copy. */
const COPY_BYTES = 64;
/** The greatest offset of a copy of 2 bytes of offset. */
const OFFSET_MAX = 65_535;

/**
 * `bytes` compressed: memory of the caller's own, not longer than `32 + n + n / 6` for n bytes. It may be longer than the
 * bytes. The same bytes give the same result.
 *
 * What repeats itself within 65,535 bytes, four bytes or more, is found as a rule, not always.
 *
 * @step 3
 */
export function snappyCompress(bytes: Uint8Array): Uint8Array {
  throw new NotImplemented("db-06 step 3: snappyCompress");
}

/**
 * What was compressed: memory of the caller's own. Undefined for what nobody compressed so: no length, an element that is cut,
 * a copy from 0 back or from before the first byte, more or fewer bytes than announced. All four kinds of element
 * are read, of any legal length; a literal may say its length in more bytes than it needs.
 *
 * Memory is taken for the announced length only after it was held against the input: three bytes of a stream stand for 64 at
 * the most, so what announces more than 64 / 3 times the bytes behind the length is undefined at once. So is what
 * announces more than `limit`.
 *
 * @param limit the most bytes that the result may have; any number unless said
 * @step 3
 */
export function snappyUncompress(
  bytes: Uint8Array,
  limit = Number.POSITIVE_INFINITY,
): Uint8Array | undefined {
  throw new NotImplemented("db-06 step 3: snappyUncompress");
}
