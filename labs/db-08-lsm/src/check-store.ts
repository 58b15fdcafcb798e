/**
 * checkStore: whether the files of a store agree with one another.
 *
 *     CURRENT ──▶ MANIFEST    log number 12, last sequence 97
 *                    │
 *                    ├──▶ 000009.ldb   16,989 bytes, "apple" 3 … "kiwi" 40      whole? as long? from key to key? none behind 97?
 *                    ├──▶ 000007.ldb   9,001 bytes, …                           not there: missing
 *     000012.log     └    whole? to its end, or to where a crash tore it?
 *     000003.ldb          named by nobody: stray
 *
 *     "kiwi"      logs: 99 ──▶ level 0: 40 ──▶ level 1: 12 ──▶ level 2: 31         31 is newer, and no get will find it: order
 *
 * Each file can be whole and the store wrong all the same: a table of yesterday under today's name, a compaction that put
 * a table into the wrong level. No get and no open sees that. It costs a look at everything: each table is read three times.
 *
 * Source: none; LevelDB has no such check. The invariants are those of db/version_set.h and doc/impl.md.
 *
 * Left out: old MANIFESTs and files in the making, which the next process removes; a store that somebody writes to
 * meanwhile; mending what is wrong.
 */
import { type Disk, NotImplemented } from "@labs/machine";

/**
 * What is wrong with a file:
 *
 * - `missing`: it should be there;
 * - `damage`: its bytes are not what anybody wrote;
 * - `mismatch`: it is whole, and not the file that the MANIFEST speaks of;
 * - `sequence`: it has a write that is newer than the store's last one;
 * - `order`: it has a write that is newer than one of the same key further left, where a get looks first.
 *
 * Two are no faults. A crash leaves such files, and the next process clears them away:
 *
 * - `torn`: the last log ends in the middle of a record;
 * - `stray`: a table, or a log, that nobody names.
 */
export type StoreFaultKind =
  | "missing"
  | "damage"
  | "mismatch"
  | "sequence"
  | "order"
  | "torn"
  | "stray";

/** Something in a store that is to be told. */
export interface StoreFault {
  readonly kind: StoreFaultKind;
  /** The file's. */
  readonly path: string;
  /** Where in it; 0 where it is about the file as a whole. */
  readonly offset: number;
  /** What is wrong, for people. */
  readonly what: string;
}

/**
 * All that is to be told of the store in `directory`, in any order; nothing for one that was closed, be it this engine's
 * or LevelDB's. Nobody writes to it meanwhile. Changes nothing. Never throws for what the bytes are, or which files there
 * are.
 *
 * - The MANIFEST. No CURRENT: `missing` (CURRENT, 0). What `readManifest` throws is `damage`, at the error's path and
 *   offset; but another comparator is a `mismatch` (CURRENT, 0), and then nothing else is looked at.
 * - A table of the version: `missing` (its `.ldb`, 0). Else what `checkTable` finds, with a Bloom filter's policy, is
 *   `damage` at its offset. Of a table without damage: another length, another smallest, another largest key than the
 *   MANIFEST says is one `mismatch` each, at 0; entries above the MANIFEST's last sequence are one `sequence`, at 0.
 * - Any other table, and any log that does not count (see `recover`), is `stray`, at 0; what is in it is not looked at.
 * - The logs that count, as `recover` reads them, the last one that is not empty as `paranoid`: what `replayLog` throws
 *   is `damage` at its offset; a dropped tail is `torn`, at its offset. The log of the log number, if that is not 0:
 *   `missing` (its path, 0).
 * - The places of a get, from left to right: the logs that count, level 0 from the greatest number on, levels 1 to 6. A
 *   table that has an entry of some key that is not older than one further left is an `order`, at 0; once, however many
 *   keys there are. Only entries before a log's bad place, and tables without another fault, count.
 * - Where no MANIFEST can be read, all tables and all logs that are there are looked at for `damage` and `torn`, and
 *   for nothing else; the logs as if all of them counted.
 *
 * Pauses (`loopSlices`) before each table and each log that is looked at. Its handles are given back, also where it
 * rejects.
 *
 * @throws DiskError, as a rejection; but a directory that is not there is a CURRENT that is not
 * @step 9
 */
export async function checkStore(disk: Disk, directory: string): Promise<readonly StoreFault[]> {
  throw new NotImplemented("db-08 step 9: checkStore");
}
