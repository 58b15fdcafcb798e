/**
 * The format of a log file: LevelDB's, byte for byte.
 *
 *     file      │ block 0          │ block 1          │ block 2          │ block 3 …        │
 *               0             32,768             65,536             98,304       ends anywhere
 *
 *     block     │ fragment │ fragment │ … │ fragment │ trailer │
 *                                                      0 to 6 zeros: no room for a header
 *
 *     fragment  │ checksum        │ length │ type │ payload …              │
 *               0                 4        6      7                7 + length
 *                 4 bytes           2        1      at most 32,761
 *
 *     checksum  the CRC-32C of type and payload, masked
 *     length    of the payload, in bytes; both numbers are little-endian
 *     type      which part of its record the payload is
 *
 *     record    │ FULL │    or    │ FIRST │  │ MIDDLE │  │ MIDDLE │  │ LAST │
 *                                         ▲          ▲          ▲
 *                                       here, and only here, blocks end
 *
 * Invariants: no fragment crosses the end of a block, so that a fragment stands at the beginning of
 * every block that there is, and a reader that is lost finds its way there. The payloads of a record's
 * fragments, one after the other, are the record.
 *
 * Source: LevelDB doc/log_format.md and db/log_format.h.
 *
 * Left out: the types with a log number that RocksDB added to use a file again.
 *
 * @given
 */

/** How long a block is. Only the last one of a file may be shorter. */
export const BLOCK_SIZE_BYTES = 32_768;

/** Checksum, length and type. */
export const HEADER_SIZE_BYTES = 7;

/** What stands in a header's seventh byte. */
export const FragmentType = {
  /** Never written. A file that is lengthened ahead of time, or by a crash, reads as zeros. */
  zero: 0,
  /** A whole record. */
  full: 1,
  /** The first part of a record, and more follow. */
  first: 2,
  /** A part that is neither the first nor the last. */
  middle: 3,
  /** The last part. */
  last: 4,
} as const;
