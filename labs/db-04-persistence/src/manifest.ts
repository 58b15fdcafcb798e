/**
 * Manifest: which files make up the keyspace, and in which order they are read.
 *
 *     file appendonly.aof.2.base.rdb seq 2 type b          the state when increment 3 began
 *     file appendonly.aof.1.incr.aof seq 1 type h          history: read by nobody, to be removed
 *     file appendonly.aof.2.incr.aof seq 2 type h
 *     file appendonly.aof.3.incr.aof seq 3 type i          commands since, in the order of seq
 *     file appendonly.aof.4.incr.aof seq 4 type i
 *
 * Several files cannot change in one step. One small file that names them can: it is written anew under another name,
 * and renamed. So the manifest is what decides which files count, and a file that it does not name is nothing.
 *
 * Source: aofLoadManifestFromFile and getAofManifestAsString in Redis 7.0's aof.c; sdscatrepr in sds.c.
 *
 * Left out: what Redis lets pass and never writes, as `seq 3x` or `type base`.
 */

import { NotImplemented } from "@labs/machine";

/** A file that the manifest names. */
export type ManifestFile = {
  /** Of the directory that the manifest is in. */
  readonly name: string;
  /** A whole number from 1 on. Bases and increments are counted apart. */
  readonly seq: number;
};

/** What a manifest says. */
export type Manifest = {
  /** Undefined where the keyspace began empty. */
  readonly base: ManifestFile | undefined;
  /** Files that were replaced, in the order in which they stand there. */
  readonly history: readonly ManifestFile[];
  /** With ascending `seq`. */
  readonly increments: readonly ManifestFile[];
};

/** A line has at most so many bytes, LF included. */
export const MANIFEST_LINE_BYTES_MAX = 1024;

/**
 * The manifest as bytes, as Redis writes it: a line `file NAME seq SEQ type T` and LF for each file: the base (`b`),
 * the history (`h`), the increments (`i`).
 *
 * A name is written as its UTF-8 bytes. If there is one among them that is not printable ASCII (0x21 to 0x7e), or a
 * `"`, `'` or `\`, the name is quoted: `"`, the bytes, `"`. Inside, `\` and `"` have a `\` before them; LF, CR, tab,
 * BEL and BS are `\n` `\r` `\t` `\a` `\b`; a space and other printable ones are themselves; any other byte is `\xHH`,
 * in lower case.
 *
 * @step 6
 */
export function formatManifest({ base, history, increments }: Manifest): Uint8Array {
  throw new NotImplemented("db-04 step 6: formatManifest");
}

/**
 * Reads a manifest. `path` is its own, for errors.
 *
 * - Each line ends in LF and has at most MANIFEST_LINE_BYTES_MAX bytes. One that begins with `#` is skipped, however
 *   long, with an LF or not.
 * - Any other is cut into words by `splitInline`, LF left out: an even number of them, pairs of a name and a value.
 *   Names are in any case. Those of `file`, `seq` and `type` are needed; others are skipped; the later of two counts.
 * - The value of `file` is the name: UTF-8 (a BOM is a part of it), not empty, not `.` or `..`, without `/`, `\` and
 *   NUL. No name is there twice: what is history would be removed, and what is not would be read twice.
 * - The value of `seq` is digits, of a number from 1 to 2^53 - 1. The value of `type` is `b`, `h` or `i`.
 * - There is at most one base. The `seq` of each increment is greater than that of the one before.
 * - There is at least one line; one that is skipped will do.
 *
 * @throws CorruptionError at the beginning of the line that is not so; at 0 where there is none
 * @step 6
 */
export function parseManifest(bytes: Uint8Array, path: string): Manifest {
  throw new NotImplemented("db-04 step 6: parseManifest");
}
