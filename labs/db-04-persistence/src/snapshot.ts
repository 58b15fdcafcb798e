/**
 * Snapshot: the keyspace as it was at one instant, written while commands change it.
 *
 *     at the instant    a=1   b=2   c=3   d=4
 *     step              a=1 ▶ saved
 *     INCR a            saved already: nothing to do
 *     RENAME c b              b=2, c=3 ▶ saved first, then it may run; the new b is marked: not of this picture
 *     step                                d=4 ▶ saved; b: marked; end
 *     the file          a=1   b=2   c=3   d=4        as at the instant, in another order
 *
 * Redis forks: the child has the memory as it was, since the kernel copies each page before the parent writes to it
 * (copy on write). JavaScript cannot fork. So here an entry is saved just before the first command that might change
 * it: copy on write as well, by keys and not by pages, and what is copied is what goes into the file.
 *
 * Which keys a command touches is not asked: any of its words may be a key. A value that happens to be called as a key
 * saves that key early, which costs nothing in the end.
 *
 * Invariant: an entry of the picture is saved exactly when its `savedIn` is this snapshot's number; an entry made since
 * then has that number from the end of the command that made it. So each is saved once, and none that is new. The mark
 * is in the entry because a Set of a million entries would stop everything each time it grows.
 *
 * Source: rdbSaveBackground in Redis 7.0's rdb.c, for what it replaces; the picture is what a fuzzy checkpoint with
 * "copy on update" gives (Salem and Garcia-Molina, "Checkpointing Memory-Resident Databases", ICDE 1989).
 *
 * Left out: one value in several slices. A list of ten million elements is one slice, and everybody waits. And the
 * positions of keys: words of megabytes are hashed for nothing while a snapshot is under way.
 */

import type { Entry, Keyspace, RemovalReason } from "@labs/db-02";
import { NotImplemented } from "@labs/machine";

/** At most so many looks are taken in a slice: at an entry, or at the next part of the keyspace. */
export const SLICE_LOOKS = 512;
/** A slice ends with the entry that fills it up to here. */
export const SLICE_BYTES = 65_536;

/**
 * What a snapshot is written in: RdbWriter (step 4) is one, AofFormat another. Each call returns the bytes to append to
 * what the calls before returned: first `begin`, then `entry` for each, then `end`.
 */
export interface SnapshotFormat {
  /** @param keys how many entries will come, at most @param deadlines how many of them have a deadline, at most */
  begin(keys: number, deadlines: number): Uint8Array;
  /** @param entry borrowed for the call */
  entry(entry: Entry): Uint8Array;
  end(): Uint8Array;
}

/** The picture cannot be finished: the keys were removed all at once. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
  readonly code = "SNAPSHOT_FLUSHED";
}

/**
 * The picture of a keyspace at the instant at which it is made: every entry that is there then, with the value and the
 * deadline that it has then, once; but one that is removed as expired before it is saved may be missing.
 *
 * For that to hold, whoever runs commands tells it: `beforeCommand` and `afterCommand` around each that may write,
 * `flushed` after one that has removed all keys, and `removed` from the keyspace's `onRemoved`. After the end of the
 * picture these do nothing.
 *
 * A keyspace has one snapshot at a time: another one that is begun takes the place of the one before.
 */
export class Snapshot {
  /**
   * The picture of this instant. `format.begin` is told here how many keys and deadlines there are; nothing else is
   * looked at, so that it costs the same for any number of keys.
   *
   * @step 3
   */
  constructor(keyspace: Keyspace, format: SnapshotFormat) {
    throw new NotImplemented("db-04 step 3: Snapshot.constructor");
  }

  /**
   * The next slice of the file, after those that were returned before: what was saved since the last call, and then
   * what this call finds, until one of these:
   *
   * - SLICE_LOOKS looks were taken. A look is at an entry that is saved then, or one call of `keyspace.scan`; there is
   *   no other way to find an entry. Whether one that was saved before counts as a look is open: a part has few.
   * - The slice has SLICE_BYTES or more. It is looked at before each look: what was saved since the last call may fill
   *   it by itself.
   * - Everything was looked at: then comes the format's end (in this slice, or in the next if this one has had its
   *   looks), and the next call returns undefined, as every later one.
   *
   * A slice may be empty.
   *
   * @throws SnapshotError after `flushed`
   * @step 3
   */
  step(): Uint8Array | undefined {
    throw new NotImplemented("db-04 step 3: Snapshot.step");
  }

  /**
   * A command with these words (after its name) is about to run, and may write. Each entry that is found under one of
   * them, and is not saved yet, is saved. To look for it is no use of a key.
   *
   * @step 3
   */
  beforeCommand(words: readonly Uint8Array[]): void {
    throw new NotImplemented("db-04 step 3: Snapshot.beforeCommand");
  }

  /**
   * That command has run, well or not. What is found under its words now is saved, or new: it is marked, so that it is
   * not saved any more.
   *
   * @step 3
   */
  afterCommand(words: readonly Uint8Array[]): void {
    throw new NotImplemented("db-04 step 3: Snapshot.afterCommand");
  }

  /**
   * This entry was removed by nobody's command. If it was evicted and is not saved yet, it is saved. If it has expired
   * it is left out: whoever reads the file is later still, and finds it dead. (It may be new, too, and its key in the
   * file already: a command may make a key that is dead at once.)
   *
   * @step 3
   */
  removed(entry: Entry, reason: RemovalReason): void {
    throw new NotImplemented("db-04 step 3: Snapshot.removed");
  }

  /**
   * All keys were removed at once, and with them what was not saved. If the picture is not at its end, it cannot be
   * finished: `step` throws.
   *
   * @step 3
   */
  flushed(): void {
    throw new NotImplemented("db-04 step 3: Snapshot.flushed");
  }
}
