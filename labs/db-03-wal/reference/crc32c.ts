/**
 * CRC-32C: the remainder of a division, by which a changed byte is noticed.
 *
 *     bytes, lowest bit first     1011 0010 0111 …       coefficients, each 0 or 1
 *     divided by                  1 0001 1110 1101 …     Castagnoli's polynomial, of degree 32
 *     leaves                      32 bits                the checksum
 *
 *     crc ──┐
 *           xor ──▶ the lowest 8 bits choose a table's entry ──▶ xor ──▶ crc
 *     byte ─┘                    the other 24 move down ─────────┘
 *
 * The division goes bit by bit; the remainders of all 256 bytes are made once and kept, so that a
 * step of it takes a whole byte. Eight such tables take eight bytes in a step ("slicing by 8"): table
 * k holds what a byte has become when k zeros have gone through after it. The eight look-ups do not
 * wait for each other, which makes a block three to four times as fast.
 *
 * The division begins with all bits set and ends by turning all round, so that zeros in front and
 * behind count. To go on from a checksum is to turn it back first.
 *
 * Here `<<`, `|` and `^` work on 32 bits, signed as JavaScript has them; `>>> 0` makes what leaves
 * this file a number from 0 to 2^32 - 1.
 *
 * Source: RFC 3720 §12.1 and §B.4; masking: LevelDB util/crc32c.h. Slicing: Kounavis and Berry 2005.
 *
 * Left out: the instructions of SSE 4.2 and ARMv8 that divide by this very polynomial. JavaScript has none.
 */

/** Castagnoli's polynomial 0x1edc6f41 read backwards, as the bits of a byte are here. */
const POLYNOMIAL = 0x82f63b78;

/** What LevelDB adds to a checksum that it stores. */
const MASK_DELTA = 0xa282ead8;

/**
 * Table k is TABLES[256 * k … 256 * k + 255].
 * @solution
 */
const TABLES = slicingTables();

/**
 * The CRC-32C of `bytes`, from 0 to 2^32 - 1. Of no bytes it is 0.
 *
 * With `previous`, the CRC-32C of what came before, it is that of both together:
 * `crc32c(b, crc32c(a))` is the CRC-32C of a and b, one after the other.
 *
 * `bytes` are borrowed for the call, and neither changed nor copied. They may be a window anywhere
 * in a larger memory.
 *
 * Source: RFC 3720 §B.4.
 *
 * @step 1
 */
export function crc32c(bytes: Uint8Array, previous = 0): number {
  const { length } = bytes;
  let crc = ~previous;
  let at = 0;
  for (; at + 8 <= length; at += 8) {
    crc =
      TABLES[1792 + ((crc ^ bytes[at]!) & 0xff)]! ^
      TABLES[1536 + (((crc >>> 8) ^ bytes[at + 1]!) & 0xff)]! ^
      TABLES[1280 + (((crc >>> 16) ^ bytes[at + 2]!) & 0xff)]! ^
      TABLES[1024 + ((crc >>> 24) ^ bytes[at + 3]!)]! ^
      TABLES[768 + bytes[at + 4]!]! ^
      TABLES[512 + bytes[at + 5]!]! ^
      TABLES[256 + bytes[at + 6]!]! ^
      TABLES[bytes[at + 7]!]!;
  }
  for (; at < length; at++) crc = (crc >>> 8) ^ TABLES[(crc ^ bytes[at]!) & 0xff]!;
  return ~crc >>> 0;
}

/**
 * A checksum as it is stored: its 32 bits rotated right by 15, plus 0xa282ead8, modulo 2^32.
 *
 * A checksum over bytes that hold their own checksums says little: `crc32c` of any bytes followed
 * by their CRC-32C is always the same number. A log may well be stored in a log.
 *
 * @param crc a whole number from 0 to 2^32 - 1; so is what is returned
 *
 * Source: LevelDB util/crc32c.h.
 *
 * @step 1
 */
export function maskCrc(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + MASK_DELTA) >>> 0;
}

/**
 * The checksum that was masked so: `unmaskCrc(maskCrc(crc))` is `crc`.
 *
 * @step 1
 */
export function unmaskCrc(masked: number): number {
  const rotated = masked - MASK_DELTA;
  return ((rotated >>> 17) | (rotated << 15)) >>> 0;
}

/** @solution */
function slicingTables(): Int32Array {
  const tables = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
    tables[byte] = crc;
  }
  for (let at = 256; at < tables.length; at++) {
    const crc = tables[at - 256]!;
    tables[at] = (crc >>> 8) ^ tables[crc & 0xff]!;
  }
  return tables;
}
