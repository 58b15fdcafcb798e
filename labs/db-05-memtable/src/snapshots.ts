/**
 * Snapshots: which sequence numbers somebody still reads at.
 *
 *     oldest ──▶ 12 ◀──▶ 12 ◀──▶ 40 ◀──▶ 97 ◀── newest
 *                        │
 *                        └ released: its neighbours join hands
 *
 * A snapshot is a number and nothing else: no byte is copied when it is taken. What it costs is
 * what may not be thrown away while it is held: every version that is the newest at or before it.
 * So whoever merges tables asks for the oldest one; below it, only the newest version of each key
 * is still to be seen by anybody.
 *
 * Invariant: from oldest to newest the numbers never become less, since each is taken at the last
 * sequence of a store.
 *
 * Source: LevelDB db/snapshot.h (SnapshotList).
 *
 * Left out: the snapshots between the oldest and now, of which RocksDB keeps all when it drops
 * versions.
 */
import { NotImplemented } from "@labs/machine";

/** A moment to read at. */
export interface Snapshot {
  /** Entries of a greater sequence do not exist for who reads here. */
  readonly sequence: number;
}

/** The snapshots that are held. Each call is O(1), however many there are. */
export class Snapshots {
  /**
   * A new snapshot at `sequence`, which is not less than that of any snapshot that is held
   * (InvariantError). Two of the same sequence are two.
   *
   * @step 6
   */
  take(sequence: number): Snapshot {
    throw new NotImplemented("db-05 step 6: Snapshots.take");
  }

  /**
   * Lets go of a snapshot that `take` gave, in any order. One that is not held any more, or is none
   * of these, is a bug (InvariantError).
   *
   * @step 6
   */
  release(snapshot: Snapshot): void {
    throw new NotImplemented("db-05 step 6: Snapshots.release");
  }

  /**
   * The least sequence of a snapshot that is held; undefined where none is.
   *
   * @step 6
   */
  oldest(): number | undefined {
    throw new NotImplemented("db-05 step 6: Snapshots.oldest");
  }
}
