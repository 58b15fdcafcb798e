/**
 * Amplification: what the three promises of a store cost.
 *
 *     write     bytes written to the device  /  bytes of keys and values that were written by the user
 *     read      tables that a get may have to ask, at the worst
 *     space     bytes of tables  /  bytes of keys and values that can be read
 *
 * Whatever is done for one of them is paid with another: to merge more makes reads and space cheaper, and writes
 * dearer. There is no strategy that is best, only one for a load.
 *
 * Source: Athanassoulis et al., "Designing Access Methods: The RUM Conjecture" (EDBT 2016); RocksDB's tuning guide for
 * the three words.
 *
 * Left out: what the device does itself (an SSD's own write amplification: labs/machine/README.md).
 */
import type { FileKind, Version } from "@labs/db-08";
import { type Disk, NotImplemented } from "@labs/machine";

/** Bytes by kind of file; `other` is CURRENT, and what is not the store's. */
export type ByteCounts = Readonly<Record<FileKind | "other", number>>;

/** A disk that counts what goes through it. */
export interface MeteredDisk extends Disk {
  /** Written so far; a copy. */
  readonly written: ByteCounts;
  /** Read so far, as many as came; a copy. */
  readonly read: ByteCounts;
}

/** What a store has cost. */
export interface Amplification {
  readonly write: number;
  readonly read: number;
  readonly space: number;
}

/**
 * `disk`, with every byte counted that is written, appended or read through it and its handles, from now on, by the kind
 * of file that `parseFileName` makes of the name without its directory: that under which it was opened. A call that
 * throws counts nothing. Everything else goes through to `disk` as it is, results and errors too.
 *
 * @step 6
 */
export function meteredDisk(disk: Disk): MeteredDisk {
  throw new NotImplemented("db-09 step 6: meteredDisk");
}

/**
 * How many tables a get asks at the most: those of level 0, and one of each other level that has any.
 *
 * @step 6
 */
export function readAmplification({ levels }: Version): number {
  throw new NotImplemented("db-09 step 6: readAmplification");
}

/**
 * The three, for a store that was written to from the beginning through a metered disk.
 *
 * @param userBytes of keys and values in all writes, those of deletions' keys too; more than 0
 * @param liveBytes of the keys and values that can be read now; more than 0
 * @returns write: all bytes written, of every kind, to `userBytes`; read: `readAmplification`; space: the bytes of the
 * version's tables to `liveBytes`
 * @step 6
 */
export function amplification(
  disk: MeteredDisk,
  version: Version,
  { userBytes, liveBytes }: { readonly userBytes: number; readonly liveBytes: number },
): Amplification {
  throw new NotImplemented("db-09 step 6: amplification");
}
